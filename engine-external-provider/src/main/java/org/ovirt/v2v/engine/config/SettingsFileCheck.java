package org.ovirt.v2v.engine.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/**
 * Ends a start whose settings file is there but out of reach of the engine's user: Quarkus would go on without a word, with
 * the defaults and so with another database.
 */
@ApplicationScoped
public class SettingsFileCheck {
    private final Config config;

    public SettingsFileCheck(Config config) {
        this.config = config;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        SettingsFiles.of(config).forEach(SettingsFileCheck::require);
    }

    /** A file that is missing is fine; one in a folder that may not be entered is neither there nor missing. */
    static void require(Path file) {
        if (!Files.isReadable(file) && !Files.notExists(file)) {
            throw new StartException(
                    "The settings in " + file + " cannot be read by the engine's user. Let its group read"
                            + " the file (chmod 0640) and everybody enter the folder (chmod 0755 "
                            + file.toAbsolutePath().getParent() + ").");
        }
    }
}
