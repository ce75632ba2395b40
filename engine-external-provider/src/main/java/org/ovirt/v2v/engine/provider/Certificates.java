package org.ovirt.v2v.engine.provider;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.InvalidFieldException;

/** Reads and writes X.509 certificates as PEM. */
final class Certificates {
    private static final int LENGTH = 262_144;
    private static final int LINE_LENGTH = 64;

    private Certificates() {}

    /** The certificates in the text, at least one; refuses the field if there are none or one is broken. */
    static List<X509Certificate> parse(String field, String pem) {
        if (pem.length() > LENGTH || !pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw invalid(field, null);
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw invalid(field, e);
        }
    }

    /** One PEM block for each certificate, without anything around them. */
    static String write(List<X509Certificate> certificates) {
        return certificates.stream().map(Certificates::write).collect(Collectors.joining());
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static String write(X509Certificate certificate) {
        String body = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(encoded(certificate));
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static InvalidFieldException invalid(String field, CertificateException cause) {
        return new InvalidFieldException(
                field, "The text is not a certificate in PEM format (-----BEGIN CERTIFICATE----- and so on).", cause);
    }
}
