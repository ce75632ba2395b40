package org.ovirt.v2v.engine.imports.tracking;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.engine.imports.run.ImportScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up, when the engine starts, what is under way; and clears away what engines that died have left. */
@ApplicationScoped
public class ImportRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRecovery.class);

    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final ImportBoard board;
    private final ImportBroadcast broadcast;
    private final NameReservations names;
    private final ImportScheduler scheduler;
    private final ImportReconciler reconciler;
    private final HostSweep sweep;
    private final PeriodicTasks timer = new PeriodicTasks("import-sweeper");

    public ImportRecovery(
            ImportBoard board,
            ImportBroadcast broadcast,
            NameReservations names,
            ImportScheduler scheduler,
            ImportReconciler reconciler,
            HostSweep sweep) {
        this.sweep = sweep;
        this.board = board;
        this.broadcast = broadcast;
        this.names = names;
        this.scheduler = scheduler;
        this.reconciler = reconciler;
    }

    void onStart(@Observes StartupEvent event) {
        names.releaseOwn();
        broadcast.begin();
        int active = board.versions().size();
        if (active > 0) {
            LOG.info("{} imports are taken up again", active);
        }
        reconciler.begin();
        sweep.begin();
        scheduler.begin();
        timer.every(SWEEP, this::releaseNames);
    }

    @PreDestroy
    void end() {
        timer.end();
    }

    private void releaseNames() {
        try {
            names.releaseOwed();
            names.releaseForgotten();
        } catch (RuntimeException e) {
            LOG.warn("Names that nobody needs any more cannot be released at present: {}", e.toString());
        }
    }
}
