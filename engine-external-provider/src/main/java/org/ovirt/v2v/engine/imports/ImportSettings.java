package org.ovirt.v2v.engine.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How imports are run. */
@ConfigMapping(prefix = "v2v.imports")
public interface ImportSettings {
    /** How many conversions run on one proxy host at the same time; the others wait. */
    @WithDefault("2")
    int perHost();

    /** How long one check of a request may take, and how long the user waits at most. */
    @WithDefault("20s")
    Duration checkTimeout();

    /** How often the jobs of a host are asked for, in case that an event was lost. */
    @WithDefault("10s")
    Duration pollInterval();

    /** How long to wait before a host that did not answer is asked again; doubled each time, up to the poll interval. */
    @WithDefault("1s")
    Duration firstRetry();

    /** How often progress is stored at most; a change of phase is stored at once. */
    @WithDefault("2s")
    Duration storeInterval();

    /** How often a quiet stream of progress shows that it lives. */
    @WithDefault("15s")
    Duration progressHeartBeat();
}
