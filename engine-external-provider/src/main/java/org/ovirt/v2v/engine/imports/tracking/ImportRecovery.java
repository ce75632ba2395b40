package org.ovirt.v2v.engine.imports.tracking;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.engine.imports.run.ImportScheduler;
import org.ovirt.v2v.engine.imports.run.QueuePause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up, when the engine starts, what is under way; and clears away what engines that died have left. */
@ApplicationScoped
public class ImportRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRecovery.class);

    private static final String PAUSE_AT_START = "v2v.imports.pause-at-start";

    private static final Duration SWEEP = Duration.ofMinutes(1);

    private static final Duration LOOKED_AGAIN = Duration.ofSeconds(5);

    private final ImportBoard board;
    private final ImportBroadcast broadcast;
    private final NameReservations names;
    private final ImportScheduler scheduler;
    private final ImportReconciler reconciler;
    private final HostSweep sweep;
    private final FirstLook first;
    private final QueuePause pause;
    private final ImportSettings settings;
    private final PeriodicTasks timer = new PeriodicTasks("import-sweeper");

    public ImportRecovery(
            ImportBoard board,
            ImportBroadcast broadcast,
            NameReservations names,
            ImportScheduler scheduler,
            ImportReconciler reconciler,
            HostSweep sweep,
            FirstLook first,
            QueuePause pause,
            ImportSettings settings) {
        this.sweep = sweep;
        this.first = first;
        this.pause = pause;
        this.settings = settings;
        this.board = board;
        this.broadcast = broadcast;
        this.names = names;
        this.scheduler = scheduler;
        this.reconciler = reconciler;
    }

    void onStart(@Observes StartupEvent event) {
        broadcast.whenTakenBack(scheduler::hold, this::lookAndRelease);
        scheduler.hold();
        if (settings.pauseAtStart()) {
            LOG.warn("The queue is paused. Remove " + PAUSE_AT_START + " from the configuration, and resume the queue");
            pause.pause(PAUSE_AT_START);
        }
        names.releaseOwn();
        broadcast.begin();
        int active = board.versions().size();
        if (active > 0) {
            LOG.info("{} imports are taken up again", active);
        }
        reconciler.begin();
        sweep.begin();
        scheduler.begin();
        lookAndRelease();
        timer.every(SWEEP, this::releaseNames);
    }

    /** Otherwise an import that a proxy host converts already could begin once more, on another one. */
    private void lookAndRelease() {
        try {
            var unused = first.look().whenComplete((done, failure) -> scheduler.release());
        } catch (RuntimeException e) {
            LOG.warn("Which hosts have jobs of queued imports cannot be found out at present: {}", e.toString());
            timer.after(LOOKED_AGAIN, this::lookAndRelease);
        }
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
