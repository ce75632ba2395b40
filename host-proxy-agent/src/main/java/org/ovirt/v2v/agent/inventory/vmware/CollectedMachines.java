package org.ovirt.v2v.agent.inventory.vmware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** What one conversation with a server brings together. */
final class CollectedMachines {
    private final SourceParams source;
    private final Surroundings surroundings = new Surroundings();
    private final SharedUuids uuids = new SharedUuids();
    private final List<Machine> machines = new ArrayList<>();

    CollectedMachines(SourceParams source) {
        this.source = source;
    }

    void add(ManagedObject object) {
        if (!object.reference().type().equals(InventoryPaths.VIRTUAL_MACHINE)) {
            surroundings.add(object);
            return;
        }
        Machine machine = Machine.of(object);
        uuids.add(machine); // a template too: libvirt may find it
        if (!machine.template()) {
            machines.add(machine);
        }
    }

    /** The machines of the host that the source's URI leads to, if it has a path; all of them otherwise. */
    List<Machine> machines() {
        if (source.uri().path().isEmpty()) {
            return machines;
        }
        return machines.stream()
                .filter(machine -> surroundings
                        .hostPlace(machine.host())
                        .filter(place -> HostUris.leadsTo(source.uri(), place))
                        .isPresent())
                .toList();
    }

    /** Forgets the machines that were collected and returns the references of those that the source asks for. */
    List<Reference> takeReferences() {
        List<Reference> wanted = machines().stream()
                .filter(machine -> source.vmNames().stream().anyMatch(machine::isCalled))
                .map(Machine::reference)
                .toList();
        machines.clear();
        return wanted;
    }

    /** The machines sorted by name. */
    List<ExternalVm> describe() {
        HostUris uris = new HostUris(source);
        return machines().stream()
                .map(machine -> machine.describe(surroundings, uris, uuids))
                .sorted(Comparator.comparing(ExternalVm::vmName).thenComparing(ExternalVm::moref))
                .toList();
    }
}
