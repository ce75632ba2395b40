package org.ovirt.v2v.agent.inventory.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates as PEM text (RFC 7468); text around and between them is ignored, as OpenSSL does. */
public final class PemCertificates {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----");

    private PemCertificates() {}

    /** Reads all certificates; throws {@link GeneralSecurityException} if one is broken. */
    public static List<X509Certificate> read(String pem) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            certificates.add(
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(decode(matcher.group(1)))));
        }
        return certificates;
    }

    public static String write(List<X509Certificate> certificates) throws GeneralSecurityException {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(encoder.encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }

    /** SHA-256 of the certificate, in capital hexadecimal pairs separated by colons, as OpenSSL and browsers show it. */
    public static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static byte[] decode(String base64) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64: " + e.getMessage(), e);
        }
    }
}
