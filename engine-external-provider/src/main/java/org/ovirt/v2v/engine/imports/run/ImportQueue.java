package org.ovirt.v2v.engine.imports.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.QueueEntry;

/** What users change about the queue: priorities, and what is paused. */
@ApplicationScoped
public class ImportQueue {
    private final ImportBoard board;
    private final ImportChanges changes;
    private final ImportScheduler scheduler;
    private final QueuePause pause;
    private final Clock clock;

    public ImportQueue(
            ImportBoard board, ImportChanges changes, ImportScheduler scheduler, QueuePause pause, Clock clock) {
        this.board = board;
        this.changes = changes;
        this.scheduler = scheduler;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * The queue as a whole.
     *
     * @param paused by whom and since when; empty if imports begin
     * @param waiting how many imports are being checked or queued
     * @param running how many are under way on a proxy host
     */
    public record Overview(Optional<QueuePause.Paused> paused, int waiting, int running) {}

    public Overview overview() {
        List<ImportSnapshot> active = board.active();
        return new Overview(
                pause.find(), count(active, each -> !each.isOnHost()), count(active, ImportSnapshot::isOnHost));
    }

    private static int count(List<ImportSnapshot> active, Predicate<ImportSnapshot> which) {
        return (int) active.stream().filter(which).count();
    }

    /** From now on no import begins; those that are under way go on. */
    public Overview pauseAll(String user) {
        pause.pause(user);
        return overview();
    }

    public Overview resumeAll(String user) {
        pause.resume(user);
        scheduler.admitSoon();
        return overview();
    }

    /** Keeps an import from beginning; throws a conflict if it has begun already. */
    public ImportSnapshot pause(UUID id) {
        return change(id, "be paused", Import::pause);
    }

    public ImportSnapshot resume(UUID id) {
        return change(id, "be resumed", each -> each.resume(clock.instant()));
    }

    /** Gives an import that waits another priority. */
    public ImportSnapshot prioritize(UUID id, int priority) {
        return change(
                id, "change its place in the queue", each -> each.prioritize(QueueEntry.checkedPriority(priority)));
    }

    private ImportSnapshot change(UUID id, String what, Consumer<Import> change) {
        ImportSnapshot changed = changes.change(id, each -> {
                    if (each.state() != ImportState.QUEUED) {
                        throw new ConflictException(
                                "The import " + each.name() + " is "
                                        + each.state().name().toLowerCase(Locale.ROOT) + " and cannot " + what + ".",
                                "Only an import that waits can.");
                    }
                    change.accept(each);
                    return true;
                })
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.IMPORT, id));
        scheduler.admitSoon();
        return changed;
    }
}
