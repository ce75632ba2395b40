package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;

/** Shows imports, ended and active; the active ones with their latest progress. */
@ApplicationScoped
public class ImportHistory {
    private final ImportRepository imports;
    private final ImportBoard board;

    public ImportHistory(ImportRepository imports, ImportBoard board) {
        this.imports = imports;
        this.board = board;
    }

    public ImportSnapshot get(UUID id) {
        return board.find(id)
                .or(() -> imports.find(id).map(Import::snapshot))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.IMPORT, id));
    }

    /** Newest first. */
    public List<ImportSnapshot> list(Collection<ImportState> states, int first, int max) {
        return imports.page(states, first, max).stream()
                .map(Import::snapshot)
                .map(stored -> stored.state().isFinal()
                        ? stored
                        : board.find(stored.id()).orElse(stored))
                .toList();
    }

    public long count(Collection<ImportState> states) {
        return imports.count(states);
    }
}
