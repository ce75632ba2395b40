package org.ovirt.v2v.agent.rpc.stomp;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.settings.AgentConfig.Commanders;
import org.ovirt.v2v.testbed.TestingPki.Identity;

/** TLS for both ends of a test. */
public final class TestingTls {
    private TestingTls() {}

    public static AgentConfig.Tls server(Identity host) {
        return new AgentConfig.Tls() {
            @Override
            public Path certificate() {
                return host.certificate();
            }

            @Override
            public Path key() {
                return host.key();
            }

            @Override
            public Path ca() {
                return host.authority();
            }

            @Override
            public Commanders commanders() {
                return Commanders.ENGINES;
            }
        };
    }

    /** A client that trusts the authority, and shows a certificate if it has one. */
    public static SSLContext client(Path authority, Optional<Identity> identity) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                identity.isPresent() ? keys(identity.get()) : new KeyManager[0],
                trust(authority).getTrustManagers(),
                null);
        return context;
    }

    private static TrustManagerFactory trust(Path authority) throws Exception {
        KeyStore store = emptyStore();
        for (X509Certificate certificate : PemFiles.certificates(authority, "authority")) {
            store.setCertificateEntry("authority", certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static KeyManager[] keys(Identity identity) throws Exception {
        List<X509Certificate> chain = PemFiles.certificates(identity.certificate(), "certificate");
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client", PemFiles.privateKey(identity.key(), "key"), new char[0], chain.toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys.getKeyManagers();
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
