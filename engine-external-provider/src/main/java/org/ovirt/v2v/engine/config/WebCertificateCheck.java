package org.ovirt.v2v.engine.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in one line what to do if there is no certificate for HTTPS, before the server fails with many. */
@ApplicationScoped
public class WebCertificateCheck {
    private final EngineConfig.Web settings;

    public WebCertificateCheck(EngineConfig config) {
        this.settings = config.web();
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        require("v2v.web.certificate", settings.certificate());
        require("v2v.web.key", settings.key());
    }

    private static void require(String setting, Path file) {
        if (!Files.isReadable(file)) {
            throw new StartException(
                    "The file " + file + " (" + setting + ") is missing or cannot be read, so there is no HTTPS."
                            + " Make it with: v2v-pki init DIR && v2v-pki engine DIR NAME-OF-THIS-HOST, then copy"
                            + " DIR/engine to " + file.toAbsolutePath().getParent());
        }
    }
}
