package org.ovirt.v2v.format;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as PEM text (RFC 7468); text around and between the blocks is ignored, as OpenSSL does. */
public final class Pem {
    private static final String CERTIFICATE = "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----";
    private static final Pattern CERTIFICATE_BEGIN = Pattern.compile(CERTIFICATE);
    private static final Pattern CERTIFICATE_BLOCK =
            Pattern.compile(CERTIFICATE + "([^-]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----");
    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final int LINE_LENGTH = 64;

    private Pem() {}

    /** All certificates in their order, none if there are none; fails if one of them is broken or cut off. */
    public static List<X509Certificate> certificates(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = CERTIFICATE_BLOCK.matcher(pem);
        while (block.find()) {
            byte[] encoded =
                    decode(block.group(1)).orElseThrow(() -> new CertificateException("a certificate is not Base64"));
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
        }
        if (CERTIFICATE_BEGIN.matcher(pem).results().count() != certificates.size()) {
            throw new CertificateException("a certificate has no end");
        }
        return certificates;
    }

    /**
     * The first key that is not encrypted (PKCS #8: {@code BEGIN PRIVATE KEY}), RSA, EC or Ed25519; empty if there is none. Fails
     * if it is broken or of another kind.
     */
    public static Optional<PrivateKey> privateKey(String pem) throws InvalidKeyException {
        Matcher block = KEY_BLOCK.matcher(pem);
        if (!block.find()) {
            return Optional.empty();
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(
                decode(block.group(1)).orElseThrow(() -> new InvalidKeyException("the key is not Base64")));
        Optional<PrivateKey> key = KEY_ALGORITHMS.stream()
                .flatMap(algorithm -> decode(encoded, algorithm).stream())
                .findFirst();
        if (key.isEmpty()) {
            throw new InvalidKeyException("the key is of none of the kinds RSA, EC, Ed25519");
        }
        return key;
    }

    /** One block for each certificate, with nothing around them. */
    public static String write(List<X509Certificate> certificates) {
        Base64.Encoder encoder = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'});
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(encoder.encodeToString(encoded(certificate)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }

    /** SHA-256 of the certificate, in capital hexadecimal pairs separated by colons, as OpenSSL and browsers show it. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> decode(PKCS8EncodedKeySpec encoded, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // a key of another kind
        }
    }
}
