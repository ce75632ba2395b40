package org.ovirt.v2v.engine.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.ovirt.v2v.model.setting.Setting;

/** How long the engine waits for the agents. */
@Setting("How long the engine waits for the agents on the proxy hosts")
@ConfigMapping(prefix = "v2v.host")
public interface HostSettings {
    @Setting("How long to wait for a connection to be made, TLS included.")
    @WithDefault("3s")
    Duration connectTimeout();

    @Setting("How long to wait for an answer about the host itself or an export domain, which the user waits for.")
    @WithDefault("10s")
    Duration checkTimeout();

    @Setting("How long to wait for an answer about a job.")
    @WithDefault("30s")
    Duration jobTimeout();

    @Setting("How long to wait for a list of machines of a source (oVirt's vdsTimeout), or for a machine to be"
            + " removed from an export domain.")
    @WithDefault("180s")
    Duration listTimeout();

    @Setting("How often the engine shows the agent that it is alive; also how soon a dead agent is noticed.")
    @WithDefault("2s")
    Duration outgoingHeartBeat();

    @Setting(
            "After how long without a sign of life a connection counts as lost; the agent is asked to send twice as often.")
    @WithDefault("10s")
    Duration incomingHeartBeat();
}
