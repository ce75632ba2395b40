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

    private final LocalAddresses local;

    public SourceAddresses(AgentConfig config) {
        this(config.sources().localAddresses().orElse(AddressRanges.NONE));
    }

    /** With these local addresses allowed. */
    public SourceAddresses(AddressRanges allowed) {
        this.local = new LocalAddresses(allowed);
    }

    /** The addresses of a host, each of which may be connected to; empty if nobody knows the host. */
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
        return of(host).stream()
                .findFirst()
                .orElseThrow(() -> new FailureException(FailureCode.SOURCE_UNREACHABLE, "No host is called " + host));
    }

    /**
     * How a program is made to see a file of hosts in which the name has these addresses; empty if there is no name, nobody knows
     * it, or the system has no such file.
     *
     * @param own a private folder of the program, for the file
     */
    public Optional<BindMount> mount(String host, Path own) throws FailureException, IOException {
        List<InetAddress> addresses = of(host);
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

    private static List<InetAddress> lookedUp(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
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
