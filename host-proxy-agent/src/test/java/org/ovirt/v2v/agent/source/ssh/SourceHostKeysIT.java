package org.ovirt.v2v.agent.source.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.TestingXenHost;

/** Against a real sshd, and against what is none. */
class SourceHostKeysIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final SourceHostKeys hostKeys = new SourceHostKeys(TestingAddresses.HERE);

    @Test
    void theKeyOfAHostIsShownAsItsAdministratorReadsIt() throws Exception {
        try (TestingXenHost xen = TestingXenHost.start()) {
            assertThat(hostKeys.fetch(SourceUri.parse(xen.uri())))
                    .singleElement()
                    .hasToString(xen.hostKey())
                    .extracting(SshPublicKey::fingerprint)
                    .isEqualTo(xen.hostKeyFingerprint());
        }
    }

    @Test
    void anAddressWhereNobodyListensIsUnreachable() {
        Failure failure = failureOf(FreePort.find());

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        assertThat(failure.message()).contains("Connection refused");
    }

    @Test
    void whoSaysNothingOrNoEndOfItIsGivenUp() throws Exception {
        for (Stranger stranger : Stranger.values()) {
            Instant begin = Instant.now();
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                ExecutorService talking = Executors.newCachedThreadPool();
                talking.execute(() -> listen(server, stranger, talking));

                Failure failure = failureOf(server.getLocalPort());

                assertThat(failure.code()).as(stranger.name()).isEqualTo(FailureCode.SOURCE_ERROR);
                assertThat(failure.message()).contains("no ssh server", "ssh-ed25519");
                talking.shutdownNow();
            }
            assertThat(Duration.between(begin, Instant.now()))
                    .as(stranger.name())
                    .isLessThan(SOON);
        }
        assertThat(ProcessHandle.current().descendants().filter(SourceHostKeysIT::isScan))
                .isEmpty();
    }

    private static boolean isScan(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("ssh-keyscan");
    }

    private Failure failureOf(int port) {
        return catchThrowableOfType(
                        FailureException.class,
                        () -> hostKeys.fetch(SourceUri.parse("xen+ssh://root@127.0.0.1:" + port + "/")))
                .failure();
    }

    private static void listen(ServerSocket server, Stranger stranger, ExecutorService talking) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                talking.execute(() -> talk(socket, stranger));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void talk(Socket socket, Stranger stranger) {
        try (socket;
                OutputStream output = socket.getOutputStream()) {
            output.write(stranger.greeting.getBytes(StandardCharsets.ISO_8859_1));
            do {
                output.write(stranger.rest.getBytes(StandardCharsets.ISO_8859_1));
                output.flush();
            } while (stranger.goesOn());
        } catch (IOException gone) {
            return;
        }
    }

    private enum Stranger {
        SILENT("", "", 60_000),
        SLOW("SSH-2.0-", "x", 100),
        LOUD("", "ssh-ed25519 AAAA\r\n", 0),
        WEB("HTTP/1.1 200 OK\r\n\r\n", "", -1);

        private final String greeting;
        private final String rest;
        private final long pauseMillis;

        Stranger(String greeting, String rest, long pauseMillis) {
            this.greeting = greeting;
            this.rest = rest;
            this.pauseMillis = pauseMillis;
        }

        private boolean goesOn() {
            try {
                TimeUnit.MILLISECONDS.sleep(Math.max(0, pauseMillis));
            } catch (InterruptedException e) {
                return false;
            }
            return pauseMillis >= 0;
        }
    }
}
