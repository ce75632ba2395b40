package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.format.KeyPairs;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Makes TLS contexts that show the engine's certificate and believe only the engine's authority, and remembers what hosts have
 * shown.
 */
@ApplicationScoped
public class EngineTls {
    /** For a key store that lives in memory only. */
    private static final char[] NO_PASSWORD = new char[0];

    private final PkiSettings pki;
    private final Map<HostAddress, X509Certificate> shown = new ConcurrentHashMap<>();

    public EngineTls(PkiSettings pki) {
        this.pki = pki;
    }

    /** A context of the files as they are now. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers().getKeyManagers(), trustManagers().getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new FailureException(
                    FailureCode.HOST_CERTIFICATE_REFUSED,
                    "The engine's own certificates cannot be used (v2v.pki.*): " + e.getMessage(),
                    e);
        }
    }

    void shown(HostAddress host, X509Certificate certificate) {
        shown.put(host, certificate);
    }

    /** The certificate that the host has shown last, if it was believed. */
    Optional<X509Certificate> certificate(HostAddress host) {
        return Optional.ofNullable(shown.get(host));
    }

    private KeyManagerFactory keyManagers() throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        List<X509Certificate> chain = certificates(pki.certificate());
        PrivateKey key = key(pki.key());
        if (!KeyPairs.belongTogether(chain.get(0).getPublicKey(), key)) {
            throw new InvalidKeyException(
                    "the key " + pki.key() + " does not belong to the first certificate in " + pki.certificate());
        }
        store.setKeyEntry("engine", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private TrustManagerFactory trustManagers() throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate authority : certificates(pki.ca())) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        List<X509Certificate> certificates = Pem.certificates(read(file));
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate in " + file);
        }
        return certificates;
    }

    private static PrivateKey key(Path file) throws IOException, InvalidKeyException {
        return Pem.privateKey(read(file))
                .orElseThrow(
                        () -> new InvalidKeyException("no PKCS #8 key that is not encrypted (BEGIN PRIVATE KEY) in "
                                + file + "; make one with: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW"));
    }

    private static String read(Path file) throws IOException {
        // any bytes may stand around the blocks, which are ASCII
        return new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
