package org.ovirt.v2v.engine.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.ovirt.v2v.engine.config.WaitingTime;
import org.ovirt.v2v.model.setting.Setting;

/** How long the engine waits for the agents. */
@Setting("How long the engine waits for the agents on the proxy hosts")
@ConfigMapping(prefix = "v2v.host")
public interface HostSettings {
    @Setting(value = "How long to wait for a connection to be made, TLS included.", unit = WaitingTime.UNIT)
    @WithDefault("3s")
    @WithConverter(WaitingTime.class)
    Duration connectTimeout();

    @Setting(
            value =
                    "How long to wait for an answer about the host itself or an export domain, which the user waits for.",
            unit = WaitingTime.UNIT)
    @WithDefault("10s")
    @WithConverter(WaitingTime.class)
    Duration checkTimeout();

    @Setting(value = "How long to wait for an answer about a job.", unit = WaitingTime.UNIT)
    @WithDefault("30s")
    @WithConverter(WaitingTime.class)
    Duration jobTimeout();

    @Setting(
            value = "How long to wait for a list of machines of a source (oVirt's vdsTimeout), or for a machine to be"
                    + " removed from an export domain.",
            unit = WaitingTime.UNIT)
    @WithDefault("180s")
    @WithConverter(WaitingTime.class)
    Duration listTimeout();

    @Setting(
            value = "How often the engine shows the agent that it is alive; also how soon a dead agent is noticed.",
            unit = WaitingTime.UNIT)
    @WithDefault("2s")
    @WithConverter(WaitingTime.class)
    Duration outgoingHeartBeat();

    @Setting(
            value =
                    "After how long without a sign of life a connection counts as lost; the agent is asked to send twice as often.",
            unit = WaitingTime.UNIT)
    @WithDefault("10s")
    @WithConverter(WaitingTime.class)
    Duration incomingHeartBeat();
}
