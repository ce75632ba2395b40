package org.ovirt.v2v.agent.source.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Verifies as the JDK's trust manager does, in steps that let the admin be told which of them failed. */
final class ExplainingTrustManager extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager verifier;
    private final Optional<X509Certificate> pinned;

    /** The verifier knows the trusted authorities; if a certificate is pinned, no other one is accepted. */
    ExplainingTrustManager(X509ExtendedTrustManager verifier, Optional<X509Certificate> pinned) {
        this.verifier = verifier;
        this.pinned = pinned;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
        try {
            verifier.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw nameMismatch(chain[0], e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
        try {
            verifier.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw nameMismatch(chain[0], e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        X509Certificate server = chain[0];
        if (pinned.isPresent() && !pinned.get().equals(server)) {
            throw UntrustedCertificateException.unknown(server, "it is not the pinned certificate", null);
        }
        Instant now = Instant.now();
        Instant begin = server.getNotBefore().toInstant();
        Instant end = server.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw new UntrustedCertificateException(
                    server, "it expired on " + end, "Renew the certificate at the source.", null);
        }
        if (now.isBefore(begin)) {
            throw new UntrustedCertificateException(
                    server, "it is not valid before " + begin, "Set the clocks of source and proxy host.", null);
        }
        try {
            verifier.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw UntrustedCertificateException.unknown(
                    server,
                    "no trusted authority stands behind it (issued by "
                            + server.getIssuerX500Principal().getName() + ": " + root(e) + ")",
                    e);
        }
    }

    /** An authority in between may have expired, or a key may be too short for this system: only Java's own words tell. */
    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        verifier.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        verifier.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        verifier.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return verifier.getAcceptedIssuers();
    }

    private static UntrustedCertificateException nameMismatch(X509Certificate server, CertificateException cause) {
        return new UntrustedCertificateException(
                server,
                "it was issued for other names",
                "Use one of the names that it was issued for as the provider's address, or give the source a certificate"
                        + " for this one.",
                cause);
    }
}
