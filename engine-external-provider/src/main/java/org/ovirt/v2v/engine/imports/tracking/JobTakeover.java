package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ovirt.v2v.engine.imports.ImportBeginning;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.model.conversion.JobReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with jobs that proxy hosts have of imports that are queued here. So it is after an older backup of the database was restored: the
 * id of the next job is stored while the import waits.
 */
@ApplicationScoped
public class JobTakeover {
    private static final Logger LOG = LoggerFactory.getLogger(JobTakeover.class);

    private final ImportBoard board;
    private final ImportChanges changes;
    private final ImportBeginning beginning;

    public JobTakeover(ImportBoard board, ImportChanges changes, ImportBeginning beginning) {
        this.board = board;
        this.changes = changes;
        this.beginning = beginning;
    }

    /**
     * Has the import that this job belongs to run there, if it is queued.
     *
     * @return whether there is such an import
     */
    boolean takeOver(NamedId host, JobReport job) {
        Optional<ImportSnapshot> queued = board.findByJob(job.id()).filter(each -> each.state() == ImportState.QUEUED);
        queued.flatMap(seen -> changes.during(seen, each -> {
                    boolean isQueued = each.state() == ImportState.QUEUED;
                    if (isQueued) {
                        beginning.begin(each, host);
                        each.converting(); // the host need not be told
                    }
                    return isQueued;
                }))
                .ifPresent(each -> LOG.info(
                        "The import {} was queued, but the proxy host {} has its job already: it goes on there",
                        each.id(),
                        host.name()));
        return queued.isPresent();
    }
}
