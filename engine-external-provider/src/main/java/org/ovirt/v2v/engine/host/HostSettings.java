package org.ovirt.v2v.engine.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the engine waits for the agents. */
@ConfigMapping(prefix = "v2v.host")
public interface HostSettings {
    /** For a connection to be made, TLS included. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** For an answer about the host itself or an export domain, which the user waits for. */
    @WithDefault("4500ms")
    Duration checkTimeout();

    /** For an answer about a job. */
    @WithDefault("30s")
    Duration jobTimeout();

    /** For a list of machines of a source (oVirt's vdsTimeout). */
    @WithDefault("180s")
    Duration listTimeout();

    /** How often the engine shows the agent that it is alive; also how soon a dead agent is noticed. */
    @WithDefault("2s")
    Duration outgoingHeartBeat();

    /** After how long without a sign of life a connection counts as lost; the agent is asked to send twice as often. */
    @WithDefault("10s")
    Duration incomingHeartBeat();
}
