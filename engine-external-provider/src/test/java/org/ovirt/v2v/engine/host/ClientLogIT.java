package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.AgentProfile;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcClient;
import org.ovirt.vdsm.jsonrpc.client.reactors.Reactor;
import org.slf4j.LoggerFactory;

@QuarkusTest
@TestProfile(AgentProfile.class)
class ClientLogIT {
    /** The client prints them at the level DEBUG, with the passwords that they carry. */
    @Test
    void noSettingMakesTheClientOfTheAgentsPrintItsRequests() {
        assertThat(LoggerFactory.getLogger(JsonRpcClient.class).isDebugEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger(Reactor.class).isInfoEnabled()).isTrue();
    }

    /** At the level WARN, whole: a list of all machines has megabytes. */
    @Test
    void theClientOfTheAgentsPrintsNoAnswersThatComeTooLate() {
        assertThat(LoggerFactory.getLogger(JsonRpcClient.class).isWarnEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(JsonRpcClient.class).isErrorEnabled())
                .isTrue();
    }
}
