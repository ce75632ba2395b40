package org.ovirt.v2v.engine.provider;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.ovirt.v2v.format.Pem;

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
                Pem.write(List.of(certificate)),
                Pem.fingerprint(certificate),
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }
}
