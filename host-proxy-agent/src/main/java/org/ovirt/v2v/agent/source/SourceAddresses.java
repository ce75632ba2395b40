package org.ovirt.v2v.agent.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.AddressRange;
import org.ovirt.v2v.model.source.AddressRanges;
import org.ovirt.v2v.model.source.LocalAddresses;

/**
 * Where sources may be: not on the proxy host itself, nor on its link. A name that leads there is refused whenever it is about to be
 * connected to, since whoever owns the name can change what it means. Programs that look up names themselves are shown a file of
 * hosts in which the name means what was looked at here.
 */
public final class SourceAddresses {
    /** What programs look into before they ask a name server. */
    private static final Path HOSTS = Path.of("/etc/hosts");

    /** The words of glibc for EAI_AGAIN, for which Java has the same exception as for a name that nobody has. */
    private static final String NO_ANSWER = "Temporary failure in name resolution";

    private final LocalAddresses local;

    public SourceAddresses(AgentConfig config) {
        this(config.sources().localAddresses().orElse(AddressRanges.NONE));
    }

    /** With these local addresses allowed. */
    public SourceAddresses(AddressRanges allowed) {
        this.local = new LocalAddresses(allowed);
    }

    /**
     * The addresses of a host, each of which may be connected to; empty if nobody knows the host.
     *
     * @throws FailureException {@link FailureCode#SOURCE_FORBIDDEN}, or {@link FailureCode#SOURCE_UNREACHABLE} if nobody says
     */
    public List<InetAddress> of(String host) throws FailureException {
        if (local.isRefused(host)) {
            throw refused(host, host);
        }
        List<InetAddress> found = lookedUp(host);
        for (InetAddress address : found) {
            if (local.isRefused(address)) {
                throw refused(host, host + " (" + address.getHostAddress() + ")");
            }
        }
        return found;
    }

    /**
     * The address by which a host is connected to.
     *
     * @throws FailureException {@link FailureCode#SOURCE_UNREACHABLE} if nobody knows the host
     */
    public InetAddress first(String host) throws FailureException {
        return known(host).get(0);
    }

    private List<InetAddress> known(String host) throws FailureException {
        List<InetAddress> found = of(host);
        if (found.isEmpty()) {
            throw new FailureException(FailureCode.SOURCE_UNREACHABLE, "No host is called " + host);
        }
        return found;
    }

    /**
     * How a program is made to see a file of hosts in which the name has these addresses; empty if there is no name, nobody knows
     * it, or the system has no such file.
     *
     * @param own a private folder of the program, for the file
     */
    public Optional<BindMount> mount(String host, Path own) throws FailureException, IOException {
        return mount(host, of(host), own);
    }

    /** As {@link #mount(String, Path)}; fails if nobody knows the host. */
    public Optional<BindMount> mountKnown(String host, Path own) throws FailureException, IOException {
        return mount(host, known(host), own);
    }

    private static Optional<BindMount> mount(String host, List<InetAddress> addresses, Path own) throws IOException {
        if (AddressRange.literal(host).isPresent() || addresses.isEmpty() || !Files.exists(HOSTS)) {
            return Optional.empty();
        }
        String names = addresses.stream()
                .map(address -> address.getHostAddress() + " " + host + "\n")
                .collect(Collectors.joining());
        Path hosts = own.resolve("hosts");
        // what stands first counts
        Files.writeString(
                hosts, names + Files.readString(HOSTS, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        // also for what the program runs as another user
        Files.setPosixFilePermissions(hosts, PosixFilePermissions.fromString("rw-r--r--"));
        return Optional.of(new BindMount(hosts, HOSTS));
    }

    private static List<InetAddress> lookedUp(String host) throws FailureException {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            // no answer is none: nothing is to connect to a name that was not looked at
            if (String.valueOf(e.getMessage()).contains(NO_ANSWER)) {
                throw new FailureException(
                        FailureCode.SOURCE_UNREACHABLE,
                        "The address of " + host + " cannot be looked up: the proxy host's name server does not answer",
                        e);
            }
            // whoever connects says so
            return List.of();
        }
    }

    private static FailureException refused(String host, String shown) {
        return new FailureException(
                FailureCode.SOURCE_FORBIDDEN,
                "The address " + shown + " means the proxy host itself or its link, and so no source that is called "
                        + host + " for everybody");
    }
}
