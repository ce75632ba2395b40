package org.ovirt.v2v.agent.rpc.stomp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.format.Pem;

/** The agent's own PEM files; every failure names the file, the setting that points to it and what to do. */
final class PemFiles {
    private PemFiles() {}

    /** At least one certificate. */
    static List<X509Certificate> certificates(Path file, String setting) throws StartupException {
        try {
            List<X509Certificate> certificates = Pem.certificates(read(file, setting));
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
        try {
            return Pem.privateKey(read(file, setting))
                    .orElseThrow(() -> new StartupException(
                            file + " (" + setting + ") holds no unencrypted PKCS#8 key; convert it:"
                                    + " openssl pkcs8 -topk8 -nocrypt -in OLD -out " + file));
        } catch (InvalidKeyException e) {
            throw new StartupException(
                    file + " (" + setting + ") holds a key of an unknown kind; use RSA, EC or Ed25519", e);
        }
    }

    private static String read(Path file, String setting) throws StartupException {
        try {
            // any bytes may stand around the blocks, which are ASCII
            return new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new StartupException(
                    file + " (" + setting + ") does not exist; enrol this host or correct the setting", e);
        } catch (AccessDeniedException e) {
            throw new StartupException(
                    file + " (" + setting + ") is not readable; give the user that the agent runs as access to it", e);
        } catch (IOException e) {
            throw new StartupException(
                    file + " (" + setting + ") cannot be read: " + e.getMessage() + "; correct the setting or the file",
                    e);
        }
    }
}
