package org.ovirt.v2v.agent.source.ssh;

import static java.util.Comparator.comparing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;

/** Looks at the host keys that a Xen host shows, whether they are known or not, so that an admin can confirm one. */
public final class SourceHostKeys {
    private static final int SSH = 22;
    private static final int TIMEOUT_MILLIS = 3_000;

    /** For all of it: a host that sends a byte now and then does not keep anybody waiting. */
    private static final long LIMIT_MILLIS = 10_000;

    private static final int MAX_OUTPUT_BYTES = 64 << 10;

    private final SourceAddresses addresses;

    public SourceHostKeys(SourceAddresses addresses) {
        this.addresses = addresses;
    }

    /** At least one, the best first. Nobody signs in. */
    public List<SshPublicKey> fetch(SourceUri source) throws FailureException {
        int port = source.port() == 0 ? SSH : source.port();
        String shown = source.host() + ":" + port;
        InetAddress target = addresses.first(source.host());
        try {
            // ssh-keyscan says nothing of why there is no answer
            requireListener(target, port);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.SOURCE_UNREACHABLE, shown + " cannot be reached: " + e.getMessage(), e);
        }
        List<SshPublicKey> keys = keys(scan(target, port, shown));
        if (keys.isEmpty()) {
            // ssh-keyscan does not say either that the two know no algorithm in common, and has no setting for older
            // ones
            throw new FailureException(new Failure(
                    FailureCode.SOURCE_ERROR,
                    shown + " is no ssh server, shows no host key of the types "
                            + String.join(", ", SshPublicKey.TYPES) + " within " + LIMIT_MILLIS / 1_000
                            + " s, or is too old for ssh-keyscan (EL 5)",
                    "Check address and port. Of a host that is too old take the key from its /etc/ssh/ssh_host_rsa_key.pub"
                            + " (administration guide, Old hosts).",
                    null));
        }
        return keys;
    }

    private static void requireListener(InetAddress target, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target, port), TIMEOUT_MILLIS);
        }
    }

    /** What ssh-keyscan prints until it ends, or is too late, or prints too much. */
    private static String scan(InetAddress target, int port, String shown) throws FailureException {
        try {
            Process process = new ProcessBuilder(
                            "ssh-keyscan",
                            "-T",
                            String.valueOf(TIMEOUT_MILLIS / 1_000),
                            "-t",
                            "ed25519,ecdsa,rsa",
                            "-p",
                            String.valueOf(port),
                            "--",
                            target.getHostAddress())
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            CompletableFuture<Process> end = process.onExit()
                    .orTimeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .whenComplete((ended, late) -> process.toHandle().destroyForcibly());
            try (InputStream output = process.getInputStream()) {
                return new String(output.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.ISO_8859_1);
            } finally {
                process.toHandle().destroyForcibly();
                end.cancel(false);
            }
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL, "ssh-keyscan cannot be run to look at " + shown + ": " + e.getMessage(), e);
        }
    }

    /** Lines are a name for the host, and the key as in a file {@code .pub}. */
    private static List<SshPublicKey> keys(String output) {
        return output.lines()
                .flatMap(line -> key(line).stream())
                .distinct()
                .sorted(comparing(key -> SshPublicKey.TYPES.indexOf(key.type())))
                .toList();
    }

    private static Optional<SshPublicKey> key(String line) {
        String[] words = line.split(" ", 2);
        return Stream.of(words).skip(1).flatMap(SourceHostKeys::parsed).findFirst();
    }

    private static Stream<SshPublicKey> parsed(String text) {
        try {
            return Stream.of(SshPublicKey.parse(text));
        } catch (IllegalArgumentException notAKey) {
            // a comment, or what a host says in place of one
            return Stream.empty();
        }
    }
}
