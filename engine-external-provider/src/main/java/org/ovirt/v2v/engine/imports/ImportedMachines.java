package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.ovirt.v2v.engine.storage.ExportedMachineRemoval.MachinesUnderWay;

/** Keeps machines from being taken out of export domains while their imports are under way. */
@ApplicationScoped
public class ImportedMachines implements MachinesUnderWay {
    private final ImportRepository imports;

    public ImportedMachines(ImportRepository imports) {
        this.imports = imports;
    }

    @Override
    public boolean contains(UUID machine) {
        return imports.find(machine).filter(each -> !each.state().isFinal()).isPresent();
    }
}
