package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.ovirt.v2v.engine.storage.ExportedMachineRemoval.MachinesTakenOut;
import org.ovirt.v2v.engine.storage.ExportedMachineRemoval.MachinesUnderWay;

/** Keeps machines from being taken out of export domains while their imports are under way, and remembers those that were. */
@ApplicationScoped
public class ImportedMachines implements MachinesUnderWay, MachinesTakenOut {
    private final ImportRepository imports;
    private final Clock clock;

    public ImportedMachines(ImportRepository imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    @Override
    public boolean contains(UUID machine) {
        return imports.find(machine).filter(each -> !each.state().isFinal()).isPresent();
    }

    @Override
    @Transactional
    public void add(UUID domain, UUID machine) {
        imports.find(machine)
                .filter(each -> each.state() == ImportState.SUCCEEDED)
                .filter(each -> each.target().storageDomain().id().equals(domain))
                .filter(each -> !each.isTakenOut())
                .ifPresent(each -> each.takenOut(clock.instant()));
    }
}
