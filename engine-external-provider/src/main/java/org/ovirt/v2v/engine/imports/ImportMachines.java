package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;

/**
 * The machines in oVirt that imports make: there is one as soon as an import has been asked for, as in oVirt's engine, and none any
 * more if it has failed or was cancelled, which is how oVirt's clients learn of that.
 */
@ApplicationScoped
public class ImportMachines {
    /** States of imports that have a machine. */
    public static final Set<ImportState> STATES = states();

    private final ImportHistory history;
    private final ImportRepository imports;

    public ImportMachines(ImportHistory history, ImportRepository imports) {
        this.history = history;
        this.imports = imports;
    }

    public ImportSnapshot get(UUID id) {
        return imports.find(id)
                .filter(each -> STATES.contains(each.state()))
                .map(each -> history.get(id))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.VM, id));
    }

    private static Set<ImportState> states() {
        Set<ImportState> states = EnumSet.copyOf(ImportState.ACTIVE);
        states.add(ImportState.SUCCEEDED);
        return states;
    }
}
