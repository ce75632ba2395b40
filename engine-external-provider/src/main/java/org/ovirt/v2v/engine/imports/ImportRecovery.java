package org.ovirt.v2v.engine.imports;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up again, when the engine starts, what was under way when it stopped. */
@ApplicationScoped
public class ImportRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRecovery.class);

    private final ImportRepository imports;
    private final ImportBoard board;
    private final NameReservations names;
    private final ImportScheduler scheduler;
    private final ImportReconciler reconciler;

    public ImportRecovery(
            ImportRepository imports,
            ImportBoard board,
            NameReservations names,
            ImportScheduler scheduler,
            ImportReconciler reconciler) {
        this.imports = imports;
        this.board = board;
        this.names = names;
        this.scheduler = scheduler;
        this.reconciler = reconciler;
    }

    void onStart(@Observes StartupEvent event) {
        recover();
        reconciler.begin();
        scheduler.begin();
    }

    void recover() {
        names.releaseForgotten();
        List<Import> active = imports.inStates(ImportState.ACTIVE);
        active.forEach(each -> board.show(each.snapshot()));
        if (!active.isEmpty()) {
            LOG.info("{} imports are taken up again", active.size());
        }
        scheduler.admitSoon();
    }
}
