package org.ovirt.v2v.agent.source.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;

/** What a server that is no vCenter does to whoever asks for its certificate. */
class SourceCertificatesTest {
    private static final Duration DRIP = Duration.ofMillis(500);

    @Test
    void aServerThatSendsAByteNowAndThenIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.start();
            SourceUri uri = SourceUri.parse("vpx://127.0.0.1:" + server.getLocalPort() + "/");

            FailureException failure = catchThrowableOfType(
                    FailureException.class, () -> new SourceCertificates(TestingAddresses.HERE).fetch(uri));

            assertThat(failure.failure().code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
            assertThat(failure.failure().message()).contains("no whole greeting of TLS came within 10 s");
            Awaitility.await().until(() -> !dripping.isAlive());
        }
    }

    /** The header of a TLS record with a long handshake message, and then that message for as long as somebody reads. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream output = socket.getOutputStream();
            output.write(new byte[] {22, 3, 3, 0x3f, 0});
            Awaitility.await().forever().pollInterval(DRIP).until(() -> {
                try {
                    output.write(2);
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        } catch (IOException e) {
            // it was closed while it was accepted
        }
    }
}
