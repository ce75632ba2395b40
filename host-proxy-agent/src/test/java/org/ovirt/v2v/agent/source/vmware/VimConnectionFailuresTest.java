package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

class VimConnectionFailuresTest {
    @Test
    void aHostThatRefusesConnections() {
        assertThat(failure(new ConnectException("Connection refused")).message())
                .isEqualTo("vc.example:443 refuses connections");
    }

    /** Java's client makes a ConnectException of whatever went wrong while it connected. */
    @Test
    void anAddressToWhichNoNetworkLeadsRefusesNothing() {
        ConnectException told = new ConnectException("Network is unreachable");
        ConnectException caused = new ConnectException();
        caused.initCause(new SocketException("Network is unreachable"));

        for (IOException each : new IOException[] {told, caused}) {
            Failure failure = failure(each);

            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
            assertThat(failure.message()).isEqualTo("No route leads to vc.example:443");
        }
    }

    private static Failure failure(IOException error) {
        return new VimConnectionFailures("vc.example:443")
                .whileSending(new ExecutionException(error), Duration.ofSeconds(3))
                .failure();
    }
}
