package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.ListKey;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.access.Permit;

/** Shows imports, ended and active; the active ones with their latest progress. */
@ApplicationScoped
public class ImportHistory {
    private final ImportRepository imports;
    private final ImportBoard board;
    private final ImportAttempts attempts;
    private final CurrentAccess access;

    public ImportHistory(ImportRepository imports, ImportBoard board, ImportAttempts attempts, CurrentAccess access) {
        this.access = access;
        this.attempts = attempts;
        this.imports = imports;
        this.board = board;
    }

    /** Empty also if it is not to be seen. */
    public Optional<ImportSnapshot> find(UUID id) {
        return imports.find(id)
                .map(Import::snapshot)
                .filter(each ->
                        access.get().may(Permit.READ, each.target().dataCenter().id()))
                .map(this::latest);
    }

    public ImportSnapshot get(UUID id) {
        return find(id).orElseThrow(() -> new NoSuchEntityException(EntityKind.IMPORT, id));
    }

    /** The attempts of an import that have begun, the first one first. */
    public List<ImportAttempt> attempts(UUID id) {
        get(id);
        return attempts.of(List.of(id));
    }

    /** The attempt of an import with this job, if it has begun. */
    public ImportAttempt attempt(UUID id, UUID job) {
        return attempts(id).stream()
                .filter(each -> each.jobId().equals(job))
                .findFirst()
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.ATTEMPT, job));
    }

    /**
     * Newest first.
     *
     * @param after only those behind this one in the list
     * @param first how many to pass over
     * @param max how many at most
     */
    public Slice<ImportSnapshot> list(Set<ImportState> states, Optional<ListKey> after, int first, int max) {
        return Slice.of(imports.page(states, access.visibleDataCenters(), after, first, max + 1), max)
                .map(Import::snapshot)
                .map(this::latest);
    }

    /** With progress that is not stored; but the board may not have heard yet of what another engine has stored. */
    ImportSnapshot latest(ImportSnapshot stored) {
        return board.find(stored.id())
                .filter(shown -> shown.version() >= stored.version())
                .orElse(stored);
    }

    /** Those that have ended since then, the first one first; of more than the maximum the latest. */
    public List<ImportSnapshot> endedSince(Instant time, int max) {
        return imports.endedSince(time, max).stream().map(Import::snapshot).toList();
    }

    /** How many there are in these states; stops counting at the bound. */
    public long count(Set<ImportState> states, int bound) {
        return imports.count(states, access.visibleDataCenters(), bound);
    }

    /** How many {@link ImportMachines} there are; stops counting at the bound. */
    public long countMachines(int bound) {
        return imports.countMachines(ImportMachines.STATES, access.visibleDataCenters(), bound);
    }
}
