package org.ovirt.v2v.engine.host;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A TLS context for one host. oVirt's client makes its TLS engine without saying whom it will speak to, so that any
 * certificate of the authority would do for any host; the engines of this context know, and check the name. A
 * handshake may take as long as the patience says.
 */
final class HostSslContext extends SSLContext {
    HostSslContext(EngineTls tls, HostAddress host, Duration patience) {
        this(tls, host, patience, tls.context());
    }

    private HostSslContext(EngineTls tls, HostAddress host, Duration patience, SSLContext current) {
        super(new Spi(tls, host, patience), current.getProvider(), current.getProtocol());
    }

    /** Parameters that make the JDK compare the host's name or address with its certificate (RFC 2818). */
    static SSLParameters checkingName(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private static final class Spi extends SSLContextSpi {
        private final EngineTls tls;
        private final HostAddress host;
        private final Duration patience;

        private Spi(EngineTls tls, HostAddress host, Duration patience) {
            this.tls = tls;
            this.host = host;
            this.patience = patience;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return engineCreateSSLEngine(host.address(), host.port());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String address, int port) {
            SSLEngine engine = tls.context().createSSLEngine(address, port);
            engine.setSSLParameters(checkingName(engine.getSSLParameters()));
            return new HostSslEngine(engine, patience, certificate -> tls.shown(host, certificate));
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return tls.context().getSocketFactory();
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("this context takes its keys from the engine's files");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException("the engine is a client of its hosts");
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return tls.context().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return tls.context().getClientSessionContext();
        }
    }
}
