package org.ovirt.v2v.agent.rpc.stomp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.agent.StartupException;

/** Reads PEM files; every failure names the file, the setting that points to it and what to do. */
final class PemFiles {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemFiles() {}

    /** At least one certificate. */
    static List<X509Certificate> certificates(Path file, String setting) throws StartupException {
        byte[] text = read(file, setting);
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(text))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new StartupException(file + " (" + setting + ") holds no certificate; it must be a PEM file");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new StartupException(
                    file + " (" + setting + ") holds no valid certificate; it must be a PEM file", e);
        }
    }

    static PrivateKey privateKey(Path file, String setting) throws StartupException {
        Matcher pem = PKCS8.matcher(new String(read(file, setting), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new StartupException(file + " (" + setting + ") holds no unencrypted PKCS#8 key; convert it:"
                    + " openssl pkcs8 -topk8 -nocrypt -in OLD -out " + file);
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        return KEY_ALGORITHMS.stream()
                .flatMap(algorithm -> decode(algorithm, encoded).stream())
                .findFirst()
                .orElseThrow(() -> new StartupException(
                        file + " (" + setting + ") holds a key of an unknown kind; use RSA, EC or Ed25519"));
    }

    private static Optional<PrivateKey> decode(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (GeneralSecurityException e) {
            // a key of another kind
            return Optional.empty();
        }
    }

    private static byte[] read(Path file, String setting) throws StartupException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new StartupException(
                    file + " (" + setting + ") does not exist; enrol this host or correct the setting", e);
        } catch (AccessDeniedException e) {
            throw new StartupException(
                    file + " (" + setting + ") is not readable; give the user that the agent runs as access to it", e);
        } catch (IOException e) {
            throw new StartupException(file + " (" + setting + ") cannot be read: " + e.getMessage(), e);
        }
    }
}
