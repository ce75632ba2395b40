package org.ovirt.v2v.agent.rpc.stomp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** More than anybody may ask of an agent, from addresses that are not the engine's. */
public final class TestingFlood {
    public static final String ATTACKER = "127.0.0.2";
    public static final String OTHER_ATTACKER = "127.0.0.3";

    /** Connections that an attacker has open at the same time. */
    private static final int AT_ONCE = 2_000;

    private final SSLContext trusted;
    private final int port;

    /** Takes what the agent lets in, for those attacks that begin behind that. */
    public TestingFlood(SSLContext trusted, int port) {
        this.trusted = trusted;
        this.port = port;
    }

    /** So many connections over which nothing comes. */
    public void silentConnections(int connections) throws IOException {
        connect(connections, new byte[0]);
    }

    /** So many handshakes that are begun and not gone on with. */
    public void clientHellos(int connections) throws IOException {
        connect(connections, clientHello());
    }

    /** Opens connections from one address, says the same over each, and keeps as many open as an attacker can. */
    public void connect(int connections, byte[] said) throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                if (open.size() == AT_ONCE) {
                    open.remove(0).close();
                }
                SocketChannel channel = SocketChannel.open();
                open.add(channel);
                channel.bind(new InetSocketAddress(ATTACKER, 0));
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                try {
                    channel.write(ByteBuffer.wrap(said));
                } catch (IOException e) {
                    // it was closed at once
                }
            }
        } finally {
            for (SocketChannel each : open) {
                each.close();
            }
        }
    }

    private byte[] clientHello() throws SSLException {
        SSLEngine engine = trusted.createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        byte[] said = new byte[hello.flip().remaining()];
        hello.get(said);
        return said;
    }
}
