package org.ovirt.v2v.agent.rpc.stomp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.format.KeyPairs;

/**
 * What is wrong with the agent's certificate, key and authority, as far as the agent can see it before any engine comes. That they have
 * expired is told by {@link org.ovirt.v2v.agent.host.CertificateExpiry}.
 */
public final class TlsCheck {
    private final AgentConfig.Tls config;
    private final List<String> problems = new ArrayList<>();

    private TlsCheck(AgentConfig.Tls config) {
        this.config = config;
    }

    /** Each says what is wrong and what to do; all at once. */
    public static List<String> problems(AgentConfig.Tls config) {
        TlsCheck check = new TlsCheck(config);
        check.run();
        return List.copyOf(check.problems);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws StartupException;
    }

    private void run() {
        Optional<List<X509Certificate>> chain =
                read(() -> PemFiles.certificates(config.certificate(), "agent.tls.certificate"));
        Optional<PrivateKey> key = read(() -> PemFiles.privateKey(config.key(), "agent.tls.key"));
        Optional<List<X509Certificate>> authorities = read(() -> PemFiles.certificates(config.ca(), "agent.tls.ca"));
        chain.map(found -> found.get(0)).ifPresent(this::requireBegun);
        if (chain.isPresent() && key.isPresent()) {
            requirePair(chain.get().get(0), key.get());
        }
        if (chain.isPresent() && authorities.isPresent() && !isIssued(chain.get(), authorities.get())) {
            problems.add("The certificate " + config.certificate() + " (agent.tls.certificate) was issued by "
                    + chain.get().get(0).getIssuerX500Principal().getName()
                    + ", which is none of the authorities in " + config.ca()
                    + " (agent.tls.ca); engines of that authority will refuse this host: enrol it (v2v-pki host), or correct"
                    + " the settings");
        }
        requirePrivate();
    }

    private <T> Optional<T> read(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (StartupException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    private void requireBegun(X509Certificate certificate) {
        Instant begin = certificate.getNotBefore().toInstant();
        if (begin.isAfter(Instant.now())) {
            problems.add("The certificate " + config.certificate() + " (agent.tls.certificate) is not valid before "
                    + begin + ", and this host's clock says " + Instant.now()
                    + "; set the clock, or make the certificate anew");
        }
    }

    private void requirePair(X509Certificate certificate, PrivateKey key) {
        if (!KeyPairs.belongTogether(certificate.getPublicKey(), key)) {
            problems.add(ServerTls.notAPair(config));
        }
    }

    /** Directly, or by those that the certificate's file holds after it. */
    private static boolean isIssued(List<X509Certificate> chain, List<X509Certificate> authorities) {
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate current = chain.get(i);
            if (i > 0 && !hasIssued(current, chain.get(i - 1))) {
                return false;
            }
            if (authorities.stream().anyMatch(authority -> hasIssued(authority, current))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasIssued(X509Certificate issuer, X509Certificate certificate) {
        try {
            if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return false;
            }
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // by another authority of the same name
        }
    }

    private void requirePrivate() {
        try {
            if (Files.getPosixFilePermissions(config.key()).contains(PosixFilePermission.OTHERS_READ)) {
                problems.add("Everyone can read the private key " + config.key() + " (agent.tls.key); run: chmod 600 "
                        + config.key());
            }
        } catch (IOException e) {
            // that it cannot be read was said already
            return;
        }
    }
}
