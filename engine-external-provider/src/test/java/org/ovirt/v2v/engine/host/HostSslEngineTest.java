package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

class HostSslEngineTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int ROUNDS = 10;

    private final ByteBuffer target = ByteBuffer.allocate(1 << 16);

    @Test
    void nothingIsSentBeforeTheHandshakeHasBegun() {
        assertThat(engine(LONG).getHandshakeStatus()).isNotEqualTo(HandshakeStatus.NOT_HANDSHAKING);
    }

    @Test
    void sendingThatWouldWaitForItselfIsAnError() {
        SSLEngine engine = engine(LONG);
        ByteBuffer frame = ByteBuffer.wrap("CONNECT".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> {
                    engine.beginHandshake();
                    for (int round = 0; round < ROUNDS; round++) {
                        engine.wrap(frame, target);
                        target.clear();
                    }
                })
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("NEED_UNWRAP");
    }

    @Test
    void theSessionIsWaitedForUntilTheHandshakeHasEnded() throws SSLException {
        SSLEngine engine = engine(LONG);
        engine.beginHandshake();
        CompletableFuture<SSLSession> session = CompletableFuture.supplyAsync(engine::getSession);
        engine.wrap(ByteBuffer.allocate(0), target);
        assertThat(session).isNotDone();

        ByteBuffer nonsense = ByteBuffer.wrap("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> engine.unwrap(nonsense, target)).isInstanceOf(SSLException.class);

        assertThat(session).succeedsWithin(LONG.dividedBy(2)).matches(found -> !found.isValid());
    }

    @Test
    void patienceEnds() throws SSLException {
        SSLEngine engine = engine(Duration.ofMillis(1));
        engine.beginHandshake();

        assertThat(CompletableFuture.supplyAsync(engine::getSession)).succeedsWithin(LONG);
    }

    private static SSLEngine engine(Duration patience) {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine("host.example", 24325);
            engine.setUseClientMode(true);
            return new HostSslEngine(engine, patience, certificate -> {});
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
