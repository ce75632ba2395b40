package org.ovirt.v2v.engine.provider;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate that a vCenter shows, so that a person can compare and then pin it.
 *
 * @param certificate PEM
 * @param fingerprint SHA-256, as browsers and vCenter show it: AB:CD:…
 */
public record SourceCertificate(
        String certificate, String fingerprint, String subject, String issuer, Instant validFrom, Instant validUntil) {
    /** Describes the first certificate in the text. */
    static SourceCertificate of(String pem) {
        X509Certificate certificate = Certificates.parse("certificate", pem).get(0);
        return new SourceCertificate(
                Certificates.write(List.of(certificate)),
                fingerprint(certificate),
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Certificates.encoded(certificate));
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java", e);
        }
    }
}
