package org.ovirt.v2v.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.InvalidKeyException;
import java.security.cert.CertificateException;

/** Whatever is given as certificates or a key is one, or is refused. */
class PemFuzzTest {
    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "-----BEGIN CERTIFICATE-----",
        "-----END CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "TRUSTED ",
        "MIIB",
        "\\x0A",
        "=="
    })
    void pemIsReadOrRefused(FuzzedDataProvider data) {
        String pem = data.consumeRemainingAsString();
        try {
            assertThat(Pem.certificates(pem)).doesNotContainNull();
        } catch (CertificateException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        try {
            assertThat(Pem.privateKey(pem)).isNotNull();
        } catch (InvalidKeyException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
