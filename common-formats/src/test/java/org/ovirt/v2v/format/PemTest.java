package org.ovirt.v2v.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What admins paste or copy to a host is read as OpenSSL reads it, or refused; never read by halves. */
class PemTest {
    /** Made with {@code openssl req -x509 -subj /CN=one.example.org}. */
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBizCCATGgAwIBAgIUXjG3neJ+cuQyFJr1xJq+RlvR8oUwCgYIKoZIzj0EAwIw
            GjEYMBYGA1UEAwwPb25lLmV4YW1wbGUub3JnMCAXDTI2MTEyNDEzMjk0MVoYDzIx
            MjYxMDMxMTMyOTQxWjAaMRgwFgYDVQQDDA9vbmUuZXhhbXBsZS5vcmcwWTATBgcq
            hkjOPQIBBggqhkjOPQMBBwNCAAS+GghNCOb83EcUnRyJTDKkZJeo0lDekDqcPK1V
            SQSotZg5U92fnvNaBmrGOH/n23I6pkZAq7DJRjLXx+DQmPY5o1MwUTAdBgNVHQ4E
            FgQUe3Jegb/WDY33G9V5H9edN44ezaIwHwYDVR0jBBgwFoAUe3Jegb/WDY33G9V5
            H9edN44ezaIwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA0kbn
            cg6PGFoCBrEYNd4fzVOQQajoqWbH3JL9il/oWc4CICwJyyVv9XuU6LIA9Bfx5rPE
            41bY4HWdbMJiKuu+Brfd
            -----END CERTIFICATE-----
            """;

    private static final String FINGERPRINT = "02:D6:34:6C:3E:DD:2B:D4:04:1B:90:0E:33:0C:8F:3E:"
            + "12:C5:AA:14:14:19:11:11:AA:84:36:78:FB:DC:16:1A"; // as openssl x509 -fingerprint -sha256 shows it

    @Test
    void certificatesAreReadInTheirOrderWhateverStandsAroundThem() throws CertificateException {
        assertThat(Pem.certificates("subject=/CN=one\n" + CERTIFICATE + "Bag Attributes: ü\r\n" + CERTIFICATE))
                .hasSize(2)
                .allSatisfy(certificate -> {
                    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=one.example.org");
                    assertThat(Pem.fingerprint(certificate)).isEqualTo(FINGERPRINT);
                });
    }

    @Test
    void aTextWithoutCertificateHasNone() throws CertificateException {
        assertThat(Pem.certificates("no certificate")).isEmpty();
    }

    @Test
    void whatWasReadIsWrittenAsItWas() throws CertificateException {
        assertThat(Pem.write(Pem.certificates("text\n" + CERTIFICATE))).isEqualTo(CERTIFICATE);
    }

    @Test
    void aCertificateThatIsCutOffIsNotOverlooked() {
        String cut = CERTIFICATE + CERTIFICATE.substring(0, 200);
        assertThatThrownBy(() -> Pem.certificates(cut)).isInstanceOf(CertificateException.class);
    }

    @Test
    void aBrokenCertificateIsRefused() {
        String broken = CERTIFICATE.replace("MIIBizCC", "MIIBizCA");
        assertThatThrownBy(() -> Pem.certificates(broken)).isInstanceOf(CertificateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfAllKindsAreRead(String algorithm) throws GeneralSecurityException {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        assertThat(Pem.privateKey(CERTIFICATE + block(key))).contains(key);
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws GeneralSecurityException {
        PrivateKey key =
                KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate();
        assertThatThrownBy(() -> Pem.privateKey(block(key))).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void anEncryptedKeyIsNone() throws InvalidKeyException {
        assertThat(Pem.privateKey("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"))
                .isEmpty();
    }

    private static String block(PrivateKey key) {
        List<String> lines = List.of(
                "-----BEGIN PRIVATE KEY-----",
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()),
                "-----END PRIVATE KEY-----");
        return String.join("\n", lines) + "\n";
    }
}
