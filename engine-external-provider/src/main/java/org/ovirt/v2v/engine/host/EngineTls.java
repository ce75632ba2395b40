package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Makes TLS contexts that show the engine's certificate and believe only the engine's authority. */
@ApplicationScoped
public class EngineTls {
    /** For a key store that lives in memory only. */
    private static final char[] NO_PASSWORD = new char[0];

    private final PkiSettings pki;

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

    private KeyManagerFactory keyManagers() throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        Certificate[] chain = PemFiles.certificates(pki.certificate()).toArray(Certificate[]::new);
        store.setKeyEntry("engine", PemFiles.key(pki.key()), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private TrustManagerFactory trustManagers() throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate authority : PemFiles.certificates(pki.ca())) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
