package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityUse;

/** Keeps everything that an active import needs from being removed. */
@ApplicationScoped
public class ImportUse implements EntityUse {
    /** How many are named. */
    private static final int NAMED = 100;

    private final ImportRepository imports;

    public ImportUse(ImportRepository imports) {
        this.imports = imports;
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return reference(kind).stream()
                .flatMap(reference -> imports.activeWith(reference, id, NAMED).stream())
                .map(name -> "import " + name)
                .toList();
    }

    private static Optional<String> reference(EntityKind kind) {
        return switch (kind) {
            case DATA_CENTER -> Optional.of("target.dataCenter.id");
            case CLUSTER -> Optional.of("target.cluster.id");
            case PROXY_HOST ->
                Optional.of("(placement.fixed = true or times.startedAt is not null) and placement.host.id");
            case STORAGE_DOMAIN -> Optional.of("target.storageDomain.id");
            case PROVIDER -> Optional.of("source.provider.id");
            case NETWORK,
                    VNIC_PROFILE,
                    EXTERNAL_VM,
                    IMPORT,
                    ATTEMPT,
                    LOG,
                    VM,
                    JOB,
                    STEP,
                    EVENT,
                    USER,
                    ROLE,
                    PERMISSION,
                    TOKEN -> Optional.empty();
        };
    }
}
