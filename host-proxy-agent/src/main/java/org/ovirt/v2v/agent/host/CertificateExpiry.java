package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Finds those of the agent's certificates that will soon keep engines from reaching it. */
public final class CertificateExpiry {
    private static final Duration SOON = Duration.ofDays(30);

    private final AgentConfig.Tls settings;

    public CertificateExpiry(AgentConfig.Tls settings) {
        this.settings = settings;
    }

    /** One for each file as it is now. */
    public List<Failure> warnings() {
        return files().flatMap(file -> warning(file).stream()).toList();
    }

    /** Those of the warnings that are about certificates which keep engines away already. */
    public List<Failure> expired() {
        return files().filter(CertificateExpiry::isOver)
                .flatMap(file -> warning(file).stream())
                .toList();
    }

    private Stream<Path> files() {
        return Stream.of(settings.certificate(), settings.ca());
    }

    private static boolean isOver(Path file) {
        try {
            return !end(file).isAfter(Instant.now());
        } catch (IOException | CertificateException e) {
            return false; // nobody can tell
        }
    }

    private static Instant end(Path file) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(file)) {
            return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem))
                    .getNotAfter()
                    .toInstant();
        }
    }

    private static Optional<Failure> warning(Path file) {
        Instant end;
        try {
            end = end(file);
        } catch (IOException | CertificateException e) {
            return Optional.of(
                    Failure.of(FailureCode.CERTIFICATE_EXPIRES, "The certificate " + file + " cannot be read: " + e));
        }
        if (end.isAfter(Instant.now().plus(SOON))) {
            return Optional.empty();
        }
        String verb = end.isAfter(Instant.now()) ? " expires on " : " has expired on ";
        return Optional.of(Failure.of(
                FailureCode.CERTIFICATE_EXPIRES,
                "The certificate " + file + verb + end.atZone(ZoneOffset.UTC).toLocalDate() + "."));
    }
}
