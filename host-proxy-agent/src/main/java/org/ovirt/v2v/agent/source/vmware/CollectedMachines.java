package org.ovirt.v2v.agent.source.vmware;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** What one conversation with a server brings together. */
final class CollectedMachines {
    private final SourceParams source;
    private final InventoryTree tree = new InventoryTree();
    private final SharedUuids uuids = new SharedUuids();
    private final Map<Reference, Machine> machines = new LinkedHashMap<>();

    CollectedMachines(SourceParams source) {
        this.source = source;
    }

    void add(ManagedObject object) {
        if (!object.reference().type().equals(InventoryPaths.VIRTUAL_MACHINE)) {
            tree.add(object);
            return;
        }
        Machine machine = addUuid(object);
        if (!machine.template()) {
            machines.put(machine.reference(), machine);
        }
    }

    /** Takes note of nothing but the UUID of a machine or a template, which libvirt may find by it too. */
    Machine addUuid(ManagedObject object) {
        Machine machine = Machine.of(object);
        uuids.add(machine);
        return machine;
    }

    /** All machines and templates that are known to have this UUID. */
    List<Reference> owners(String uuid) {
        return uuids.owners(uuid);
    }

    /** The machines, whichever host they are on. */
    Collection<Machine> everywhere() {
        return machines.values();
    }

    /** The datacenters that the user sees. */
    List<Reference> datacenters() {
        return tree.datacenters();
    }

    /** SOURCE_ERROR if the source's URI leads to no host of those that were told of, which is another thing than a host without machines. */
    void requirePlace() throws FailureException {
        if (tree.hostPlaces().noneMatch(place -> HostUris.leadsTo(source.uri(), place))
                && !source.uri().path().isEmpty()) {
            throw new FailureException(
                    FailureCode.SOURCE_ERROR,
                    "There is no host at /" + String.join("/", source.uri().path()) + " of "
                            + source.uri().host() + ", or the user may not see it.");
        }
    }

    /** The machines of the host that the source's URI leads to, if it has a path; all of them otherwise. */
    List<Machine> machines() {
        return machines.values().stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(Machine machine) {
        return source.uri().path().isEmpty()
                || tree.hostPlace(machine.host())
                        .filter(place -> HostUris.leadsTo(source.uri(), place))
                        .isPresent();
    }

    /** Their names, sorted. */
    List<String> names() {
        return machines().stream().map(Machine::name).sorted().toList();
    }

    /** The machines sorted by name. */
    List<ExternalVm> describe() {
        HostUris uris = new HostUris(source);
        return machines().stream()
                .map(machine -> machine.describe(tree, uris, uuids))
                .sorted(Comparator.comparing(ExternalVm::vmName).thenComparing(ExternalVm::moref))
                .toList();
    }
}
