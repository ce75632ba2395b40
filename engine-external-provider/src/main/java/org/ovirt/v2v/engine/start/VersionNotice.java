package org.ovirt.v2v.engine.start;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.ovirt.v2v.engine.EngineVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the log of each start with what runs. */
@ApplicationScoped
public class VersionNotice {
    private static final Logger LOG = LoggerFactory.getLogger(VersionNotice.class);

    void start(@Observes StartupEvent event) {
        LOG.info("Version {}", EngineVersion.current());
    }
}
