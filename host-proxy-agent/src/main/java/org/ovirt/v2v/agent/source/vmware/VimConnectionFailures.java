package org.ovirt.v2v.agent.source.vmware;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.tls.CertificateRefusal;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Says what is wrong with the connection to a server. */
final class VimConnectionFailures {
    private final String address;

    VimConnectionFailures(String address) {
        this.address = address;
    }

    FailureException whileSending(Exception error, Duration limit) {
        Optional<Failure> certificate = CertificateRefusal.explain(address, error);
        if (certificate.isPresent()) {
            return new FailureException(certificate.get(), error);
        }
        if (causedBy(error, UnresolvedAddressException.class) || causedBy(error, UnknownHostException.class)) {
            return unreachable("No host is called " + address.replaceFirst(":\\d+$", ""), error);
        }
        if (causedBy(error, HttpConnectTimeoutException.class)) {
            return unreachable(address + " does not answer: nothing came back when connecting", error);
        }
        if (causedBy(error, HttpTimeoutException.class) || causedBy(error, TimeoutException.class)) {
            return unreachable(address + " did not answer within " + limit.toSeconds() + " s", error);
        }
        if (causedBy(error, NoRouteToHostException.class) || saysThatNoNetworkLeadsThere(error)) {
            return unreachable("No route leads to " + address, error);
        }
        if (causedBy(error, ConnectException.class)) {
            return unreachable(address + " refuses connections", error);
        }
        if (causedBy(error, SSLException.class)) {
            return new FailureException(
                    FailureCode.SOURCE_NOT_A_VCENTER,
                    address + " does not speak TLS as a vCenter does: " + text(error),
                    error);
        }
        if (error instanceof InterruptedException) {
            return new FailureException(FailureCode.SOURCE_ERROR, "Interrupted while asking " + address, error);
        }
        return unreachable("The connection to " + address + " broke: " + text(error), error);
    }

    FailureException whileReading(Exception error, boolean late, Duration limit) {
        if (late) {
            return unreachable(address + " did not finish its answer within " + limit.toSeconds() + " s", error);
        }
        if (error instanceof IOException || causedBy(error, IOException.class)) {
            return unreachable("The connection to " + address + " broke while it answered: " + text(error), error);
        }
        return new FailureException(
                FailureCode.SOURCE_NOT_A_VCENTER,
                address + " does not answer as a vCenter does: " + text(error),
                error);
    }

    /** Faults come with status 500 and are read from the answer. */
    void checkStatus(HttpResponse<?> response) throws FailureException {
        int status = response.statusCode();
        if (status == 200 || status == 500) {
            return;
        }
        if (status == 502 || status == 503 || status == 504) {
            throw new FailureException(new Failure(
                    FailureCode.SOURCE_UNREACHABLE,
                    "The vCenter service at " + address + " is not ready (HTTP status " + status
                            + "): it is starting, stopped or has too many sessions.",
                    "Wait until it has started, or look at the vCenter's services; if it has too many sessions, end some of others.",
                    null));
        }
        throw new FailureException(
                FailureCode.SOURCE_NOT_A_VCENTER,
                address + " answers /sdk with HTTP status " + status + ", which no vCenter does");
    }

    private static boolean causedBy(Throwable error, Class<? extends Throwable> kind) {
        return causes(error).anyMatch(kind::isInstance);
    }

    /** Java has no exception of its own for it, as for an IPv6 address where there is IPv4 only. */
    private static boolean saysThatNoNetworkLeadsThere(Throwable error) {
        return causes(error)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("Network is unreachable"));
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
    }

    private static String text(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static FailureException unreachable(String message, Exception error) {
        return new FailureException(FailureCode.SOURCE_UNREACHABLE, message, error);
    }
}
