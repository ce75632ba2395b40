package org.ovirt.v2v.engine.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.ovirt.v2v.engine.config.PositiveTime;
import org.ovirt.v2v.model.setting.Setting;

/** How long events are kept. */
@Setting("Events")
@ConfigMapping(prefix = "v2v.audit")
public interface AuditSettings {
    @Setting("How long events are kept (oVirt's AuditLogAgingThreshold).")
    @WithDefault("30d")
    @WithConverter(PositiveTime.class)
    Duration keep();
}
