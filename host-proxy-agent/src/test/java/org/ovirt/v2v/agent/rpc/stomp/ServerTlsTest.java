package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPki.Identity;

/** What an admin is told about certificates that cannot be used: which file, which setting, what to do. */
class ServerTlsTest {
    private static TestingPki pki;
    private static Identity host;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificates() {
        pki = TestingPki.create();
        host = pki.host();
    }

    @AfterAll
    static void removeCertificates() {
        pki.close();
    }

    @Test
    void aKeyOfAnotherCertificateIsFoundAtTheStart() {
        Path other = pki.host("other.example.org").key();

        assertThat(refusal(new Identity(host.certificate(), other, host.authority())))
                .contains(other.toString(), host.certificate().toString(), "does not belong", "agent.tls.key");
    }

    @Test
    void aMissingFileIsNamedWithItsSetting() {
        Path missing = folder.resolve("agent.pem");

        assertThat(refusal(new Identity(missing, host.key(), host.authority())))
                .contains(missing.toString(), "agent.tls.certificate", "does not exist", "enrol");
    }

    @Test
    void aKeyInAnOldFormatCanBeConvertedWithTheCommandShown() throws Exception {
        Path old = Files.writeString(
                folder.resolve("agent.key"), "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");

        assertThat(refusal(new Identity(host.certificate(), old, host.authority())))
                .contains(old.toString(), "openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void filesThatHoldSomethingElseAreRefused() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path noise = Files.write(folder.resolve("noise.pem"), new byte[] {0, 1, 2, 3, (byte) 0xff});

        assertThat(refusal(new Identity(host.certificate(), host.key(), empty)))
                .contains(empty.toString(), "agent.tls.ca", "PEM");
        assertThat(refusal(new Identity(host.certificate(), host.key(), noise)))
                .contains(noise.toString(), "agent.tls.ca", "PEM");
        assertThat(refusal(new Identity(host.certificate(), folder, host.authority())))
                .contains("agent.tls.key", "cannot be read");
    }

    private static String refusal(Identity identity) {
        return catchThrowableOfType(StartupException.class, () -> ServerTls.create(TestingTls.server(identity)))
                .getMessage();
    }
}
