package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.testbed.TestingPki;

class EngineTlsTest {
    private record Files(Path ca, Path certificate, Path key) implements PkiSettings {}

    @Test
    void aKeyOfAnotherCertificateIsNamed() {
        try (TestingPki pki = TestingPki.create()) {
            Path certificate = pki.engineClient().certificate();
            EngineTls good = new EngineTls(
                    new Files(pki.authority(), certificate, pki.engineClient().key()));
            EngineTls mixed = new EngineTls(
                    new Files(pki.authority(), certificate, pki.engineWeb().key()));

            assertThatCode(good::context).doesNotThrowAnyException();
            assertThatThrownBy(mixed::context)
                    .isInstanceOf(FailureException.class)
                    .hasMessageContainingAll(
                            "v2v.pki",
                            certificate.toString(),
                            pki.engineWeb().key().toString());
        }
    }
}
