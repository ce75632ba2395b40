package org.ovirt.v2v.engine.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.ovirt.v2v.engine.config.PositiveNumber;
import org.ovirt.v2v.engine.config.PositiveTime;
import org.ovirt.v2v.model.setting.Setting;

/** How long, and how many, machines of providers are kept. */
@Setting("Lists of the machines of providers, which are kept in memory")
@ConfigMapping(prefix = "v2v.inventory")
public interface InventorySettings {
    @Setting(
            "How old a list may be before the next one who asks for it, and gets it all the same, has a new one fetched.")
    @WithDefault("60s")
    Duration fresh();

    @Setting("How old a list may be to be shown at all; an older one is forgotten, and a new one waited for.")
    @WithDefault("10m")
    @WithConverter(PositiveTime.class)
    Duration maxAge();

    @Setting(
            value =
                    "How many machines are kept in all, about 1 KiB each; lists that have not been asked for lately give way to others.",
            unit = "machines")
    @WithDefault("50000")
    @WithConverter(PositiveNumber.class)
    int maxMachines();
}
