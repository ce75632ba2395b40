package org.ovirt.v2v.engine.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.engine.config.NumberOrNone;
import org.ovirt.v2v.engine.config.PositiveNumber;
import org.ovirt.v2v.engine.config.PositiveTime;
import org.ovirt.v2v.engine.config.StreamHeartBeat;
import org.ovirt.v2v.engine.config.WaitingTime;
import org.ovirt.v2v.model.setting.Setting;

/** How imports are run. */
@Setting("Imports")
@ConfigMapping(prefix = "v2v.imports")
public interface ImportSettings {
    @Setting(
            value =
                    "How many conversions run on one proxy host at the same time; the others wait. Unless it is set, one for each core, if there are 3 GiB of memory for each beyond the first 2.",
            unit = "conversions")
    Optional<@WithConverter(PositiveNumber.class) Integer> perHost();

    @Setting(value = "How many imports of one provider run at the same time; the others wait.", unit = "imports")
    @WithDefault("1000")
    @WithConverter(PositiveNumber.class)
    int perProvider();

    @Setting(
            value =
                    "How many machines of one ESXi or Xen host are imported at the same time; the others wait. An ESXi host serves only so many readers of disks well.",
            unit = "imports")
    @WithDefault("8")
    @WithConverter(PositiveNumber.class)
    int perSourceHost();

    @Setting(value = "How many imports run at the same time in all; the others wait.", unit = "imports")
    @WithDefault("1000")
    @WithConverter(PositiveNumber.class)
    int inAll();

    @Setting(
            value =
                    "How many requests to import, batches or single ones, are checked at the same time; more are refused.",
            unit = "requests")
    @WithDefault("64")
    @WithConverter(PositiveNumber.class)
    int simultaneousRequests();

    @Setting(
            value =
                    "How long one question to a proxy host may take that is asked to check a request. The list of machines of a request"
                            + " that is checked in the background may take as long as v2v.host.list-timeout.",
            unit = WaitingTime.UNIT)
    @WithDefault("20s")
    @WithConverter(WaitingTime.class)
    Duration checkTimeout();

    @Setting(
            value =
                    "How many requests are checked in the background at the same time, those of them that were answered before; the others wait.",
            unit = "requests")
    @WithDefault("8")
    @WithConverter(PositiveNumber.class)
    int backgroundChecks();

    @Setting(value = "How many of these may be for machines of the same provider, over all engines.", unit = "requests")
    @WithDefault("2")
    @WithConverter(PositiveNumber.class)
    int backgroundChecksPerProvider();

    @Setting(
            "For how long the answer to a request with an Idempotency-Key is kept, to be given again to the same request.")
    @WithDefault("24h")
    @WithConverter(PositiveTime.class)
    Duration idempotencyKeysKept();

    @Setting(
            "Set to true and restart once to have the queue paused before any import begins, as after a backup was restored; it goes on"
                    + " when it is resumed. Then remove it.")
    @WithDefault("false")
    boolean pauseAtStart();

    @Setting(
            value = "How often the jobs of a host are asked for, in case that an event was lost.",
            unit = WaitingTime.UNIT)
    @WithDefault("10s")
    @WithConverter(WaitingTime.class)
    Duration pollInterval();

    @Setting(
            value =
                    "How often proxy hosts that no import runs on are looked at: what is left there of an import is stopped.",
            unit = WaitingTime.UNIT)
    @WithDefault("5m")
    @WithConverter(WaitingTime.class)
    Duration sweepInterval();

    @Setting(
            "How long to wait before a host that did not answer is asked again; doubled each time, up to the poll interval.")
    @WithDefault("1s")
    @WithConverter(PositiveTime.class)
    Duration firstRetry();

    @Setting(
            "How long a proxy host has to be silent before its imports can be cancelled without it; it is told to stop when it answers again.")
    @WithDefault("1m")
    @WithConverter(PositiveTime.class)
    Duration hostAwayAfter();

    @Setting(
            value =
                    "How many times an import is tried again by itself whose attempt failed for a cause that passes (the source or the host is not reached, the host has restarted). To wait for a host that is busy, or for a source that answers nobody, does not count.",
            unit = "times")
    @WithDefault("3")
    @WithConverter(NumberOrNone.class)
    int retries();

    @Setting("How long to wait before that; doubled each time, up to an hour.")
    @WithDefault("30s")
    @WithConverter(PositiveTime.class)
    Duration retryPause();

    @Setting(
            "How often progress is stored at most, and less often if many imports run, so that it is 50 times a second for all of them; a change of phase is stored at once.")
    @WithDefault("2s")
    @WithConverter(PositiveTime.class)
    Duration storeInterval();

    @Setting(value = "How often a quiet stream of progress shows that it lives.", unit = StreamHeartBeat.UNIT)
    @WithDefault("15s")
    @WithConverter(StreamHeartBeat.class)
    Duration progressHeartBeat();
}
