package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.format.KeyPairs;

/** Mutual TLS: only clients with a certificate of the configured authority are let in. */
public final class ServerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

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
                    .protocols(PROTOCOLS)
                    .ciphers(cipherSuites(), SupportedCipherSuiteFilter.INSTANCE)
                    .build();
        } catch (SSLException e) {
            throw new StartupException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /**
     * ChaCha20 before the usual ones: the agent runs without Java's second compiler, which alone knows the processor's instructions for
     * AES, and without them AES takes several times as long. A Java that does not know ChaCha20, or may not use it, goes on with AES.
     */
    private static List<String> cipherSuites() throws SSLException {
        List<String> usual = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .build()
                .cipherSuites();
        return Stream.concat(
                        Stream.of(
                                "TLS_CHACHA20_POLY1305_SHA256",
                                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
                        usual.stream())
                .distinct()
                .toList();
    }

    static String notAPair(AgentConfig.Tls config) {
        return "The private key " + config.key() + " does not belong to the certificate " + config.certificate()
                + "; set agent.tls.key and agent.tls.certificate to one pair";
    }
}
