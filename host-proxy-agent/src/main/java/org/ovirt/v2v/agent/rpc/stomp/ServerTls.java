package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.settings.AgentConfig;

/** Mutual TLS: only clients with a certificate of the configured authority are let in. */
public final class ServerTls {
    private ServerTls() {}

    /** Reads and checks the PEM files; the message of the exception names the file and what to do. */
    public static SslContext create(AgentConfig.Tls config) throws StartupException {
        List<X509Certificate> chain = PemFiles.certificates(config.certificate(), "agent.tls.certificate");
        PrivateKey key = PemFiles.privateKey(config.key(), "agent.tls.key");
        List<X509Certificate> authorities = PemFiles.certificates(config.ca(), "agent.tls.ca");
        if (!KeyPairs.belongTogether(chain.get(0).getPublicKey(), key)) {
            throw new StartupException(notAPair(config));
        }
        try {
            return SslContextBuilder.forServer(key, chain)
                    .sslProvider(SslProvider.JDK)
                    .trustManager(authorities)
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new StartupException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    static String notAPair(AgentConfig.Tls config) {
        return "The private key " + config.key() + " does not belong to the certificate " + config.certificate()
                + "; set agent.tls.key and agent.tls.certificate to one pair";
    }
}
