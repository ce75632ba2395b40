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
    private final ImportBoard board;

    public ImportUse(ImportBoard board) {
        this.board = board;
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return board.active().stream()
                .filter(each -> used(kind, each).filter(id::equals).isPresent())
                .map(each -> "import " + each.name())
                .toList();
    }

    private static Optional<UUID> used(EntityKind kind, ImportSnapshot each) {
        return switch (kind) {
            case DATA_CENTER -> Optional.of(each.target().dataCenter().id());
            case CLUSTER -> Optional.of(each.target().cluster().id());
            case PROXY_HOST ->
                Optional.of(each).filter(ImportSnapshot::hasHost).map(some -> some.host()
                        .id());
            case STORAGE_DOMAIN -> Optional.of(each.target().storageDomain().id());
            case PROVIDER -> Optional.of(each.source().provider().id());
            case EXTERNAL_VM, IMPORT, JOB, EVENT, USER -> Optional.empty();
        };
    }
}
