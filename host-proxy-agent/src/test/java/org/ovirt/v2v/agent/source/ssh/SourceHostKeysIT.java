package org.ovirt.v2v.agent.source.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.TestingStranger;
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

    /** As that of EL 5, with which ssh-keyscan has no algorithm in common since OpenSSH 8.2. */
    @Test
    void ofAnSshdThatIsTooOldTheKeyIsToBeTakenFromItsFile() throws Exception {
        try (TestingXenHost xen = TestingXenHost.startWithOldSshd()) {
            Failure failure = failureOf(xen.port());

            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
            assertThat(failure.message()).contains("too old for ssh-keyscan");
            assertThat(failure.remedy()).contains("/etc/ssh/ssh_host_rsa_key.pub");
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
            try (TestingStranger server = stranger.start()) {
                Failure failure = failureOf(server.port());

                assertThat(failure.code()).as(stranger.name()).isEqualTo(FailureCode.SOURCE_ERROR);
                assertThat(failure.message()).contains("no ssh server", "ssh-ed25519");
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

    private enum Stranger {
        SILENT,
        SLOW,
        LOUD,
        WEB;

        TestingStranger start() {
            return switch (this) {
                case SILENT -> TestingStranger.fallingSilent(new byte[0]);
                case SLOW -> TestingStranger.goingOn(bytes("SSH-2.0-"), bytes("x"), Duration.ofMillis(100));
                case LOUD -> TestingStranger.goingOn(new byte[0], bytes("ssh-ed25519 AAAA\r\n"), Duration.ZERO);
                case WEB -> TestingStranger.hangingUp(bytes("HTTP/1.1 200 OK\r\n\r\n"));
            };
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
