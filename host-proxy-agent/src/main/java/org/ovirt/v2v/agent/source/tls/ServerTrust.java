package org.ovirt.v2v.agent.source.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.TlsTrust;

/** Turns what the admin trusts into what TLS connections of the agent accept. */
public final class ServerTrust {
    private ServerTrust() {}

    /** A context for clients; host names are verified too, unless the trust is {@link TlsTrust#NONE}. */
    public static SSLContext context(TlsTrust trust) throws FailureException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager(trust)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    "The certificates of the provider's TLS trust cannot be read: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL, "The system's trusted authorities cannot be read: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager trustManager(TlsTrust trust) throws GeneralSecurityException, IOException {
        return switch (trust.mode()) {
            case NONE -> new NoVerification();
            case PINNED -> {
                List<X509Certificate> given = required(trust);
                yield new ExplainingTrustManager(verifier(given.subList(0, 1)), Optional.of(given.get(0)));
            }
            case CA ->
                new ExplainingTrustManager(verifier(authorities(trust, CaBundle.systemFile())), Optional.empty());
        };
    }

    /** Those that were given, else those of the system's bundle. */
    static List<X509Certificate> authorities(TlsTrust trust, Optional<Path> bundle)
            throws GeneralSecurityException, IOException {
        if (!trust.certificates().isBlank()) {
            return required(trust);
        }
        // in which people's comments are in whatever encoding they use
        return bundle.isEmpty()
                ? List.of()
                : Pem.certificates(Files.readString(bundle.get(), StandardCharsets.ISO_8859_1));
    }

    private static List<X509Certificate> required(TlsTrust trust) throws GeneralSecurityException {
        List<X509Certificate> certificates = Pem.certificates(trust.certificates());
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no PEM certificate in the text that was given");
        }
        return certificates;
    }

    /** The JDK's own authorities count only where the system has no bundle. */
    private static X509ExtendedTrustManager verifier(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(authorities.isEmpty() ? null : keyStore(authorities));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }

    private static KeyStore keyStore(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return store;
    }
}
