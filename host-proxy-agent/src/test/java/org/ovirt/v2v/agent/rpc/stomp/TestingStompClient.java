package org.ovirt.v2v.agent.rpc.stomp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Speaks STOMP byte by byte, so that a test decides what goes over the wire. */
public final class TestingStompClient implements AutoCloseable {
    static final String REPLIES = "replies";

    private static final int TIME_OUT_MILLIS = 20_000;

    private final Socket plain;
    private final Socket socket;
    private final String replies;
    private final InputStream input;
    private int heartBeats;

    public TestingStompClient(SSLContext tls, int port) throws IOException {
        this(tls, port, "127.0.0.1", REPLIES);
    }

    private TestingStompClient(SSLContext tls, int port, String from, String replies) throws IOException {
        this.replies = replies;
        plain = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0);
        socket = tls.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        socket.setSoTimeout(TIME_OUT_MILLIS);
        input = new BufferedInputStream(socket.getInputStream());
    }

    /** One that has this address, and has said nothing yet. */
    public static TestingStompClient opened(SSLContext tls, int port, String from, String replies) throws IOException {
        return new TestingStompClient(tls, port, from, replies);
    }

    /** A client that is connected and subscribed to its replies. */
    public static TestingStompClient connected(SSLContext tls, int port) throws IOException {
        return connected(tls, port, "127.0.0.1", REPLIES);
    }

    /** One that has this address, and gets no answers but those to this destination. */
    public static TestingStompClient connected(SSLContext tls, int port, String from, String replies)
            throws IOException {
        TestingStompClient client = new TestingStompClient(tls, port, from, replies);
        client.send("SUBSCRIBE\ndestination:" + replies + "\nid:1\nack:auto\n\n\0");
        client.send("CONNECT\naccept-version:1.2\nhost:null\n\n\0");
        client.next();
        return client;
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    public void request(String body) throws IOException {
        send("SEND\ndestination:jms.topic.vdsm_requests\nreply-to:" + replies + "\ncontent-length:"
                + body.getBytes(StandardCharsets.UTF_8).length + "\n\n" + body + "\0");
    }

    public void ping(String id) throws IOException {
        request("{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\",\"params\":{},\"id\":\"" + id + "\"}");
    }

    /** The next frame without its final NUL; nothing if the server closed the connection. */
    public Optional<String> nextIfAny() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try {
            for (int octet = input.read(); octet > 0; octet = input.read()) {
                if (octet == '\n' && frame.size() == 0) {
                    heartBeats++;
                } else {
                    frame.write(octet);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return frame.size() == 0 ? Optional.empty() : Optional.of(frame.toString(StandardCharsets.UTF_8));
    }

    public String next() {
        return nextIfAny().orElseThrow(() -> new AssertionError("the server closed the connection"));
    }

    /** How many heart-beats came before the frames read so far. */
    int heartBeats() {
        return heartBeats;
    }

    /** Waits for one heart-beat, and fails if something else comes. */
    void awaitHeartBeat() throws IOException {
        if (input.read() != '\n') {
            throw new AssertionError("no heart-beat came");
        }
    }

    /** Goes away as a client does whose host fails: without a word of TLS. */
    public void vanish() throws IOException {
        plain.setSoLinger(true, 0);
        plain.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
