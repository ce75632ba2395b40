package org.ovirt.v2v.engine.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ovirt.v2v.format.KeyPairs;
import org.ovirt.v2v.format.Pem;

/**
 * Says in one line what to do if there is no certificate for HTTPS, or none that can be used, before the server fails with many or, with a
 * key of another certificate, at every connection.
 */
@ApplicationScoped
public class WebCertificateCheck {
    private static final String CERTIFICATE = "v2v.web.certificate";
    private static final String KEY = "v2v.web.key";

    /** The kinds that the server reads (Vert.x, PrivateKeyParser). */
    private static final Set<String> READ = Set.of("RSA", "EC");

    /** The server reads these older formats too, unless they are encrypted. */
    private static final Pattern OLDER_KEY =
            Pattern.compile("-----BEGIN (?:RSA|EC) PRIVATE KEY-----(?!\\s*Proc-Type: *4,ENCRYPTED)");

    private final EngineConfig.Web settings;

    @Inject
    public WebCertificateCheck(EngineConfig config) {
        this(config.web());
    }

    WebCertificateCheck(EngineConfig.Web settings) {
        this.settings = settings;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        X509Certificate certificate = certificate(settings.certificate());
        Optional<PrivateKey> key = key(settings.key());
        if (key.isPresent() && !KeyPairs.belongTogether(certificate.getPublicKey(), key.get())) {
            throw new StartException(
                    "The key " + settings.key() + " (" + KEY + ") does not belong to the first certificate"
                            + " in " + settings.certificate() + " (" + CERTIFICATE
                            + "), so no client could connect. Set both to"
                            + " one pair; certificates of authorities stand behind the engine's own");
        }
    }

    private static X509Certificate certificate(Path file) {
        try {
            List<X509Certificate> certificates = Pem.certificates(read(CERTIFICATE, file));
            if (!certificates.isEmpty()) {
                return certificates.get(0);
            }
        } catch (CertificateException e) {
            throw new StartException(
                    "The file " + file + " (" + CERTIFICATE + ") holds a certificate that cannot be read: "
                            + e.getMessage() + ". It must be a PEM file",
                    e);
        }
        throw new StartException("The file " + file + " (" + CERTIFICATE
                + ") holds no certificate; it must be a PEM file (BEGIN CERTIFICATE)");
    }

    /** Empty if it is of an older format, which only the server reads. */
    private static Optional<PrivateKey> key(Path file) {
        String text = read(KEY, file);
        try {
            Optional<PrivateKey> key = Pem.privateKey(text);
            if (key.map(PrivateKey::getAlgorithm)
                    .filter(kind -> !READ.contains(kind))
                    .isPresent()) {
                throw new InvalidKeyException("it is of the kind " + key.get().getAlgorithm());
            }
            if (key.isPresent() || OLDER_KEY.matcher(text).find()) {
                return key;
            }
        } catch (InvalidKeyException e) {
            throw new StartException(
                    "The file " + file + " (" + KEY + ") holds a key that cannot be read: " + e.getMessage()
                            + ". Take a key of the kind RSA or EC",
                    e);
        }
        throw new StartException("The file " + file + " (" + KEY
                + ") holds no key that is not encrypted. Make one of it,"
                + " which the engine's user can read, with: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW");
    }

    private static String read(String setting, Path file) {
        try {
            // any bytes may stand around the blocks, which are ASCII
            return new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new StartException(
                    "The file " + file + " (" + setting + ") is missing or cannot be read, so there is no HTTPS."
                            + " Make it with: v2v-pki init DIR && v2v-pki engine DIR NAME-OF-THIS-HOST, then copy"
                            + " DIR/engine to " + file.toAbsolutePath().getParent(),
                    e);
        }
    }
}
