package org.ovirt.v2v.agent.source.vmware;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.agent.source.SourceAddresses;
import org.ovirt.v2v.agent.source.tls.CaBundle;
import org.ovirt.v2v.agent.v2v.InputOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * A vCenter or ESXi host. What it has is listed in one pass of its property collector, however many machines there are. Templates
 * are left out: they are not machines, and libvirt does not list them either. A machine of which the server tells little, for
 * example because its files are gone, is listed with what is known. virt-v2v reads the disks through libvirt's own connection, over
 * https, and trusts whom the VIM API's client trusted.
 */
public final class VmwareSource implements Source {
    private final ListingTurns turns;
    private final VimClients clients = new VimClients();
    private final SourceAddresses addresses;
    private final Duration limit;
    private final HostLibvirt libvirt;

    public VmwareSource(SourceAddresses addresses) {
        this(new ListingTurns(), addresses);
    }

    VmwareSource(ListingTurns turns, SourceAddresses addresses) {
        this(turns, addresses, VimSession.CONVERSATION_LIMIT);
    }

    /** With this limit for each list. */
    VmwareSource(ListingTurns turns, SourceAddresses addresses, Duration limit) {
        this(turns, addresses, limit, new HostLibvirt());
    }

    VmwareSource(SourceAddresses addresses, HostLibvirt libvirt) {
        this(new ListingTurns(), addresses, VimSession.CONVERSATION_LIMIT, libvirt);
    }

    private VmwareSource(ListingTurns turns, SourceAddresses addresses, Duration limit, HostLibvirt libvirt) {
        this.libvirt = libvirt;
        this.turns = turns;
        this.addresses = addresses;
        this.limit = limit;
    }

    @Override
    public List<String> schemes() {
        return List.of(SourceUri.VPX, SourceUri.ESX);
    }

    @Override
    public Origin origin() {
        return Origin.VMWARE;
    }

    @Override
    public List<String> names(SourceParams source) throws FailureException {
        try (VimSession session = open(source)) {
            return collect(source, session, InventoryPaths.names()).names();
        }
    }

    @Override
    public SourceDescription describe(SourceParams source) throws FailureException {
        Optional<Failure> unreachable = addressProblem(source.uri().host());
        if (unreachable.isPresent()) {
            throw new FailureException(unreachable.get());
        }
        try (VimSession session = open(source)) {
            CollectedMachines collected = collect(source, session, InventoryPaths.namesAndDatacenters());
            return new SourceDescription(
                    session.product(),
                    session.user(),
                    collected.names().size(),
                    session.missingPrivileges(collected.datacenters()).orElse(null));
        }
    }

    /** Reads what is at these paths, or what tells the machines of one host if the source's URI leads to one. */
    private static CollectedMachines collect(SourceParams source, VimSession session, Map<String, List<String>> paths)
            throws FailureException {
        CollectedMachines collected = new CollectedMachines(source);
        boolean oneHost = !source.uri().path().isEmpty();
        session.retrieveAll(oneHost ? InventoryPaths.identities() : paths, collected::add);
        collected.requirePlace();
        return collected;
    }

    @Override
    public List<ExternalVm> machines(SourceParams source) throws FailureException {
        AtomicReference<List<ExternalVm>> machines = new AtomicReference<>();
        machines(source, machines::set);
        return machines.get();
    }

    @Override
    public void machines(SourceParams source, Consumer<List<ExternalVm>> taker) throws FailureException {
        try (VimSession session = open(source)) {
            if (source.vmNames() != null) {
                taker.accept(new NamedMachines(source, session).collect());
                return;
            }
            // only now that the server has let it in: one that does not answer keeps nobody waiting
            turns.inTurn(() -> {
                session.beginAnew();
                taker.accept(all(source, session));
                return null;
            });
        }
    }

    /** A vCenter keeps a machine's MoRef when it moves it to another host, by DRS, HA or by hand. */
    @Override
    public SourceParams whereverItIs(SourceParams source, String id) {
        boolean byMoref = source.uri().scheme().equals(SourceUri.VPX) && NamedMachines.isMorefOfVcenter(id);
        return byMoref ? source.withUri(source.uri().withPath(List.of())) : source;
    }

    @Override
    public Optional<Failure> toolProblem(V2vCapabilities capabilities, String version) {
        return Optional.empty();
    }

    @Override
    public Optional<Failure> machineProblem(V2vCapabilities capabilities, ExternalVm machine) {
        return nvmeProblem(machine)
                .or(() -> Optional.ofNullable(machine.uri()).flatMap(uri -> addressProblem(uri.host())));
    }

    private Optional<Failure> nvmeProblem(ExternalVm machine) {
        return machine.disks().stream()
                .filter(disk -> DiskSlot.isNvme(disk.dev()))
                .findFirst()
                .flatMap(disk -> libvirt.withoutNvme()
                        .map(version -> new Failure(
                                FailureCode.TOOL_INCOMPLETE,
                                "The disk " + disk.alias() + " of the machine " + machine.vmName()
                                        + " is on an NVMe controller, and libvirt " + version
                                        + " on this host tells virt-v2v nothing of such disks.",
                                "Import it by a proxy host with libvirt 11.5 or newer, or put the disk on a SCSI or SATA"
                                        + " controller at the source, then try again.",
                                null)));
    }

    @Override
    public List<BindMount> mounts(SourceParams source, Path own) throws FailureException, IOException {
        return Stream.of(
                        CaBundle.mount(source.trust(), own),
                        // virt-v2v must not look it up by itself
                        addresses.mountKnown(source.uri().host(), own))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public InputOptions input(SourceParams source, ExternalVm machine, Optional<Path> passwordFile) {
        SourceUri uri = Optional.ofNullable(machine.uri()).orElseGet(() -> new HostUris(source).uriAsAsked());
        return InputOptions.libvirt(libvirt.makesOwnUuids() ? withBiosUuids(uri) : uri, machine, passwordFile);
    }

    /** By which libvirt finds machines by the UUIDs that the inventory tells; an earlier one need not know the word. */
    private static SourceUri withBiosUuids(SourceUri uri) {
        String word = "legacy_uuid=1";
        return uri.withQuery(uri.query().isEmpty() ? word : uri.query() + "&" + word);
    }

    private VimSession open(SourceParams source) throws FailureException {
        return VimSession.open(source, clients, addresses, limit);
    }

    /** Machines can be listed all the same: another proxy host may be able to read their disks. */
    private Optional<Failure> addressProblem(String host) {
        List<InetAddress> found;
        try {
            found = addresses.of(host);
        } catch (FailureException e) {
            return Optional.empty(); // as whoever connects says
        }
        if (found.isEmpty() || found.stream().anyMatch(Inet4Address.class::isInstance)) {
            return Optional.empty();
        }
        return libvirt.withoutIpv6()
                .map(version -> new Failure(
                        FailureCode.TOOL_INCOMPLETE,
                        host + " has no IPv4 address, and libvirt " + version
                                + " on this host, by which virt-v2v reads VMware, reaches servers by IPv4 only.",
                        "Give a name that has an IPv4 address too, or use a proxy host with libvirt 12.1 or newer (proxy_host of the"
                                + " provider).",
                        null));
    }

    private static List<ExternalVm> all(SourceParams source, VimSession session) throws FailureException {
        CollectedMachines collected = new CollectedMachines(source);
        session.retrieveAll(InventoryPaths.everything(), collected::add);
        collected.requirePlace();
        return collected.describe();
    }
}
