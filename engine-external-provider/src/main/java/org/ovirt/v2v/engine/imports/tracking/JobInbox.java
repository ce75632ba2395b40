package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import org.ovirt.v2v.engine.HandOver;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostListener;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.run.ImportHosts;
import org.ovirt.v2v.model.conversion.JobReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes job reports from connections and hands them on, for each job one after the other. While one is being worked on, only
 * the last of those that arrive is kept: a flood of events costs nothing.
 */
@ApplicationScoped
public class JobInbox implements HostListener {
    private static final Logger LOG = LoggerFactory.getLogger(JobInbox.class);

    private final ImportBoard board;
    private final ImportHosts hosts;
    private final ImportReports reports;
    private final HostWatch watch;
    private final ImportReconciler reconciler;
    private final ExecutorService executor;
    private final ConcurrentMap<UUID, JobReport> waiting = new ConcurrentHashMap<>();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    public JobInbox(
            ImportBoard board,
            ImportHosts hosts,
            ImportReports reports,
            HostWatch watch,
            ImportReconciler reconciler,
            ExecutorService executor) {
        this.board = board;
        this.hosts = hosts;
        this.reports = reports;
        this.watch = watch;
        this.reconciler = reconciler;
        this.executor = executor;
    }

    @Override
    public void jobChanged(HostAddress host, JobReport job) {
        Optional<NamedId> where = board.findByJob(job.id()).map(ImportSnapshot::host);
        if (where.filter(each -> watch.watches(each.id())).isEmpty()) {
            // if it is one of ours, the engine that watches the host hears it too
            return;
        }
        if (!hosts.isAgentOf(where.get(), host)) {
            LOG.debug("{} speaks of the job {}, which does not run there", host, job.id());
            return;
        }
        put(job);
    }

    @Override
    public void disconnected(HostAddress host) {
        reconciler.lookSoon();
    }

    void put(JobReport job) {
        // a job that has ended stays so
        waiting.merge(job.id(), job, (known, latest) -> known.status().isFinal() ? known : latest);
        work(job.id());
    }

    private void work(UUID id) {
        if (busy.add(id)) {
            HandOver.to(executor, () -> drain(id), () -> busy.remove(id));
        }
    }

    private void drain(UUID id) {
        try {
            for (Optional<JobReport> next = take(id); next.isPresent(); next = take(id)) {
                reports.accept(next.get());
            }
        } catch (RuntimeException e) {
            LOG.error("A report of the job {} could not be worked on; the next one will be", id, e);
        } finally {
            busy.remove(id);
        }
        if (waiting.containsKey(id)) {
            work(id);
        }
    }

    private Optional<JobReport> take(UUID id) {
        return Optional.ofNullable(waiting.remove(id));
    }
}
