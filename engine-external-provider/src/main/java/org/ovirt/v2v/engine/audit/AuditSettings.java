package org.ovirt.v2v.engine.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long events are kept. */
@ConfigMapping(prefix = "v2v.audit")
public interface AuditSettings {
    /** Older events are removed (oVirt's AuditLogAgingThreshold). */
    @WithDefault("30d")
    Duration keep();
}
