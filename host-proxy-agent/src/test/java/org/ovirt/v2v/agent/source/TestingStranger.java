package org.ovirt.v2v.agent.source;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server that is none of those which are looked for: it greets whoever connects, and then does not get on. */
public final class TestingStranger implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] greeting;
    private final byte[] more;
    private final Optional<Duration> pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService talking = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stranger");
        thread.setDaemon(true);
        return thread;
    });

    private TestingStranger(byte[] greeting, byte[] more, Optional<Duration> pause) {
        this.greeting = greeting.clone();
        this.more = more.clone();
        this.pause = pause;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        talking.execute(this::listen);
    }

    /** Says the greeting, and the same again and again with this pause before each. */
    public static TestingStranger goingOn(byte[] greeting, byte[] more, Duration pause) {
        return new TestingStranger(greeting, more, Optional.of(pause));
    }

    /** Says the greeting and nothing more, and keeps the connection open. */
    public static TestingStranger fallingSilent(byte[] greeting) {
        return new TestingStranger(greeting, new byte[0], Optional.of(Duration.ofMinutes(1)));
    }

    /** Says the greeting and hangs up. */
    public static TestingStranger hangingUp(byte[] greeting) {
        return new TestingStranger(greeting, new byte[0], Optional.empty());
    }

    public int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                talking.execute(() -> talk(socket));
            } catch (IOException end) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                OutputStream output = socket.getOutputStream()) {
            output.write(greeting);
            output.flush();
            while (pause.isPresent() && !closed.await(pause.get().toMillis(), TimeUnit.MILLISECONDS)) {
                output.write(more);
                output.flush();
            }
        } catch (IOException gone) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hangs up on everybody. */
    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            talking.shutdownNow();
        }
    }
}
