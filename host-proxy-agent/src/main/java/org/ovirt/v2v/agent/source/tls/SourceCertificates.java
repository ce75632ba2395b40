package org.ovirt.v2v.agent.source.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.format.Pem;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the certificate that a vCenter or ESXi host shows, whether it is trusted or not, so that an admin can pin it. */
public final class SourceCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCertificates.class);
    private static final int HTTPS = 443;
    private static final int TIMEOUT_MILLIS = 3_000;

    /** Of the whole greeting: a server that sends a byte now and then would keep each read within its time. */
    private static final int LIMIT_SECONDS = 10;

    private final SourceAddresses addresses;

    public SourceCertificates(SourceAddresses addresses) {
        this.addresses = addresses;
    }

    /** The chain as PEM, the server's own certificate first. Sends nothing but the greeting of TLS. */
    public String fetch(SourceUri source) throws FailureException {
        int port = source.port() == 0 ? HTTPS : source.port();
        String address = source.host() + ":" + port;
        InetAddress target = addresses.first(source.host());
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(target, port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            return withinLimit(plain, () -> Pem.write(chain(plain, source.host(), port)));
        } catch (SSLException e) {
            throw new FailureException(
                    FailureCode.SOURCE_NOT_A_VCENTER, address + " does not speak TLS: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.SOURCE_UNREACHABLE, address + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private interface Greeting {
        String exchange() throws FailureException, IOException;
    }

    private static String withinLimit(Socket socket, Greeting greeting) throws FailureException, IOException {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    closeQuietly(socket);
                },
                CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS));
        try {
            return greeting.exchange();
        } catch (IOException e) {
            throw late.get() ? new IOException("no whole greeting of TLS came within " + LIMIT_SECONDS + " s", e) : e;
        } finally {
            limit.cancel(false);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A socket was not closed", e);
        }
    }

    private static List<X509Certificate> chain(Socket plain, String host, int port)
            throws FailureException, IOException {
        try (SSLSocket socket = (SSLSocket)
                ServerTrust.context(TlsTrust.NONE).getSocketFactory().createSocket(plain, host, port, true)) {
            if (host.matches(".*[A-Za-z].*") && !host.contains(":")) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(host)));
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : socket.getSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
            return chain;
        }
    }
}
