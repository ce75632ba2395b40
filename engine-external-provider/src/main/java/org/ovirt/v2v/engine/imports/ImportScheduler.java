package org.ovirt.v2v.engine.imports;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.audit.JobLog;
import org.ovirt.v2v.engine.audit.StepType;

/** Decides when queued imports start: in the order of their requests, so many at a time on each proxy host. */
@ApplicationScoped
public class ImportScheduler {
    private final ImportBoard board;
    private final ImportChanges changes;
    private final ImportStarter starter;
    private final ImportAudit audit;
    private final JobLog jobs;
    private final ImportSettings settings;
    private final ExecutorService executor;
    private final ReentrantLock admitting = new ReentrantLock();
    private final Clock clock = Clock.systemUTC();

    public ImportScheduler(
            ImportBoard board,
            ImportChanges changes,
            ImportStarter starter,
            ImportAudit audit,
            JobLog jobs,
            ImportSettings settings,
            ExecutorService executor) {
        this.board = board;
        this.changes = changes;
        this.starter = starter;
        this.audit = audit;
        this.jobs = jobs;
        this.settings = settings;
        this.executor = executor;
    }

    @PostConstruct
    void listen() {
        board.listen(changed -> {
            if (changed.state().isFinal()) {
                admitSoon();
            }
        });
    }

    /** Looks at the queue on another thread. */
    public void admitSoon() {
        executor.execute(this::admit);
    }

    /** Starts what may start, and says of the rest what it waits for. */
    void admit() {
        admitting.lock();
        try {
            List<ImportSnapshot> active = board.active();
            Map<UUID, Long> running = active.stream()
                    .filter(each -> ImportState.ON_HOST.contains(each.state()))
                    .collect(Collectors.groupingBy(each -> each.host().id(), Collectors.counting()));
            active.stream()
                    .filter(each -> each.state() == ImportState.QUEUED)
                    .forEach(queued -> consider(queued, running));
        } finally {
            admitting.unlock();
        }
    }

    private void consider(ImportSnapshot queued, Map<UUID, Long> running) {
        long there = running.getOrDefault(queued.host().id(), 0L);
        if (there < settings.perHost()) {
            running.put(queued.host().id(), there + 1);
            start(queued);
            return;
        }
        String reason = "Waiting: the proxy host " + queued.host().name() + " runs " + there + " of "
                + settings.perHost() + " conversions";
        if (!reason.equals(queued.progress().description())) {
            changes.change(queued.id(), each -> {
                boolean waits = each.state() == ImportState.QUEUED;
                if (waits) {
                    each.waitFor(reason);
                }
                return waits;
            });
        }
    }

    private void start(ImportSnapshot queued) {
        changes.change(queued.id(), each -> {
                    if (each.state() != ImportState.QUEUED) {
                        return false;
                    }
                    each.start(clock.instant());
                    jobs.begin(
                            each.origin().jobId(),
                            StepType.CONVERTING_VM,
                            Optional.of(each.host().id()));
                    audit.record(AuditType.IMPORTEXPORT_STARTING_CONVERT_VM, each);
                    return true;
                })
                .ifPresent(started -> executor.execute(() -> starter.start(started.id())));
    }
}
