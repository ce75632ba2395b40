package org.ovirt.v2v.engine.host;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS engine of a connection to a host: the JDK's, made safe for the way in which oVirt's client (vdsm-jsonrpc-java 1.7.4)
 * uses it.
 *
 * <ul>
 *   <li>The client shares the engine between threads before the handshake has begun. The one that finds no handshake under way
 *       sends its first frame, and then waits for ever, with a whole processor, for the answer that only itself would read.
 *       So a handshake counts as under way from the start, and a wrap that cannot go on without reading is an error.
 *   <li>The client asks for the session ten times in half a second, and gives up. A host that converts may take longer. So
 *       whoever asks waits until the handshake has ended.
 * </ul>
 */
final class HostSslEngine extends SSLEngine {
    private static final Logger LOG = LoggerFactory.getLogger(HostSslEngine.class);

    private final SSLEngine engine;
    private final Duration patience;
    private final Consumer<X509Certificate> peer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean begun;

    /** The patience is how long a handshake may take; whose certificate was believed is told to the consumer. */
    HostSslEngine(SSLEngine engine, Duration patience, Consumer<X509Certificate> peer) {
        super(engine.getPeerHost(), engine.getPeerPort());
        this.engine = engine;
        this.patience = patience;
        this.peer = peer;
    }

    @Override
    public void beginHandshake() throws SSLException {
        engine.beginHandshake();
        begun = true;
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        return begun ? engine.getHandshakeStatus() : HandshakeStatus.NEED_TASK;
    }

    /** Is valid if the handshake, should it have begun, has succeeded. */
    @Override
    public SSLSession getSession() {
        if (begun) {
            awaitEnd();
        }
        return engine.getSession();
    }

    private void awaitEnd() {
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                // nobody waits a second time
                ended.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) throws SSLException {
        SSLEngineResult result = step(() -> engine.wrap(sources, offset, length, target));
        boolean idle = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
        if (idle && result.getStatus() != Status.CLOSED && sources[offset].hasRemaining()) {
            throw new SSLException("Nothing can be sent: TLS is in state " + result.getHandshakeStatus());
        }
        return result;
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) throws SSLException {
        return step(() -> engine.unwrap(source, targets, offset, length));
    }

    private SSLEngineResult step(Step step) throws SSLException {
        try {
            SSLEngineResult result = step.run();
            if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && ended.getCount() > 0) {
                tellOfPeer();
                ended.countDown();
            }
            return result;
        } catch (SSLException | RuntimeException e) {
            ended.countDown();
            throw e;
        }
    }

    private void tellOfPeer() {
        try {
            if (engine.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
                peer.accept(certificate);
            }
        } catch (SSLPeerUnverifiedException e) {
            LOG.debug("The handshake with {} has failed", engine.getPeerHost(), e);
        }
    }

    /** Bytes that go through the engine. */
    private interface Step {
        SSLEngineResult run() throws SSLException;
    }

    @Override
    public Runnable getDelegatedTask() {
        return engine.getDelegatedTask();
    }

    @Override
    public void closeInbound() throws SSLException {
        engine.closeInbound();
    }

    @Override
    public boolean isInboundDone() {
        return engine.isInboundDone();
    }

    @Override
    public void closeOutbound() {
        engine.closeOutbound();
    }

    @Override
    public boolean isOutboundDone() {
        return engine.isOutboundDone();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return engine.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return engine.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        engine.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return engine.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return engine.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        engine.setEnabledProtocols(protocols);
    }

    @Override
    public void setUseClientMode(boolean mode) {
        engine.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return engine.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        engine.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return engine.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        engine.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return engine.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        engine.setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return engine.getEnableSessionCreation();
    }
}
