package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Finds out whether an agent can be spoken to, and if not, why: logs in and out again over a connection of its own. oVirt's
 * client does not tell a refused certificate from a broken network, and burns a processor while it waits for a host that does
 * not answer.
 */
@ApplicationScoped
public class HostProbe {
    private static final String CONNECTED = "CONNECTED";

    private final EngineTls tls;
    private final Duration timeout;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "host-probe");
        thread.setDaemon(true);
        return thread;
    });

    public HostProbe(EngineTls tls, HostSettings settings) {
        this.tls = tls;
        this.timeout = settings.connectTimeout();
    }

    /** Throws HOST_UNREACHABLE or HOST_CERTIFICATE_REFUSED. */
    void check(HostAddress host) {
        // on a thread of its own since the resolution of a name knows no time-out
        CompletableFuture<Void> login = CompletableFuture.runAsync(() -> login(host), executor);
        try {
            login.get(timeout.plusMillis(500).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FailureException failure) {
                throw failure;
            }
            throw unreachable(host, "an unexpected error: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw unreachable(host, "no answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(host, "the engine is stopping", e);
        }
    }

    private void login(HostAddress host) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.address(), host.port()), remaining(deadline));
            socket.setSoTimeout(remaining(deadline));
            try (SSLSocket secure = (SSLSocket)
                    tls.context().getSocketFactory().createSocket(socket, host.address(), host.port(), true)) {
                secure.setSSLParameters(HostSslContext.checkingName(secure.getSSLParameters()));
                handshake(secure, host);
                greet(secure, host);
            }
        } catch (UnknownHostException e) {
            throw unreachable(host, "the name cannot be resolved", e);
        } catch (SocketTimeoutException e) {
            throw unreachable(host, "no answer within " + timeout.toMillis() + " ms", e);
        } catch (ConnectException | NoRouteToHostException e) {
            throw unreachable(host, e.getMessage(), e);
        } catch (IOException e) {
            throw unreachable(host, "the connection broke: " + e.getMessage(), e);
        }
    }

    private static void handshake(SSLSocket secure, HostAddress host) throws IOException {
        try {
            secure.startHandshake();
        } catch (SSLException e) {
            throw refused(host, "the certificate of the host is not accepted", e);
        }
    }

    /** With TLS 1.3 a server refuses the client's certificate only after the client has finished its handshake. */
    private static void greet(SSLSocket secure, HostAddress host) throws IOException {
        byte[] answer;
        try {
            secure.getOutputStream()
                    .write(("CONNECT\naccept-version:1.2\nhost:" + host.address() + "\n\n\0")
                            .getBytes(StandardCharsets.UTF_8));
            answer = secure.getInputStream().readNBytes(CONNECTED.length());
            secure.getOutputStream().write("DISCONNECT\nreceipt:probe\n\n\0".getBytes(StandardCharsets.UTF_8));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // the refusal itself, or a connection that was closed before it could be read
            throw refused(host, "the host does not accept the engine's certificate", e);
        }
        if (!Arrays.equals(answer, CONNECTED.getBytes(StandardCharsets.UTF_8))) {
            throw unreachable(host, "something other than an agent answers there", null);
        }
    }

    private static int remaining(long deadline) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return Math.toIntExact(left);
    }

    private static FailureException refused(HostAddress host, String what, IOException cause) {
        return failure(FailureCode.HOST_CERTIFICATE_REFUSED, host, what, cause.getMessage(), cause);
    }

    private static FailureException unreachable(HostAddress host, String why, Throwable cause) {
        return failure(FailureCode.HOST_UNREACHABLE, host, "the agent cannot be reached", why, cause);
    }

    private static FailureException failure(
            FailureCode code, HostAddress host, String what, String why, Throwable cause) {
        // some reasons of the JDK's are sentences
        String reason = String.valueOf(why).replaceFirst("\\.$", "");
        return new FailureException(code, "Proxy host " + host + ": " + what + ": " + reason + ".", cause);
    }
}
