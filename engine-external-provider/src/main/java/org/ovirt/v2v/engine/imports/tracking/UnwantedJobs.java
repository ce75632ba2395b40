package org.ovirt.v2v.engine.imports.tracking;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportAttempts;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.run.ImportHosts;
import org.ovirt.v2v.engine.imports.run.ImportStarter;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops and forgets jobs on proxy hosts whose attempts have ended. Attempts that were ended without their host owe it the order
 * to stop until it has been heard.
 */
@ApplicationScoped
public class UnwantedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(UnwantedJobs.class);

    private static final Duration READ = Duration.ofSeconds(30);

    private final HostGateway gateway;
    private final ImportHosts hosts;
    private final ImportAttempts attempts;
    private final ImportBoard board;
    private final ImportChanges changes;
    private final ImportAudit audit;
    private final ImportStarter starter;
    private final ImportFinisher finisher;

    /**
     * What is owed for which job, as the database says; read anew when an import has ended or left a host, when one is settled, and now and then,
     * since other engines settle some too.
     */
    private volatile Map<UUID, Debt> owed = Map.of();

    private record Debt(UUID importId, NamedId host) {}

    private volatile Instant readAt = Instant.MIN;
    private final Clock clock;

    public UnwantedJobs(
            HostGateway gateway,
            ImportHosts hosts,
            ImportAttempts attempts,
            ImportBoard board,
            ImportChanges changes,
            ImportAudit audit,
            ImportStarter starter,
            ImportFinisher finisher,
            Clock clock) {
        this.starter = starter;
        this.finisher = finisher;
        this.gateway = gateway;
        this.hosts = hosts;
        this.attempts = attempts;
        this.board = board;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @PostConstruct
    void listen() {
        board.listen(changed -> {
            boolean leftHost =
                    changed.state() == ImportState.QUEUED && changed.attempt().number() > 1;
            if (leftHost || changed.state().isFinal()) {
                readAt = Instant.MIN;
            }
        });
    }

    /** The hosts that have still to be told something. */
    List<NamedId> hostsOwed() {
        Instant now = clock.instant();
        if (readAt.isBefore(now.minus(READ))) {
            readAt = now;
            try {
                owed = attempts.owingAbort().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                ImportAttempt::jobId, each -> new Debt(each.importId(), each.host())));
            } catch (RuntimeException e) {
                readAt = Instant.MIN;
                throw e;
            }
        }
        return owed.values().stream().map(Debt::host).distinct().toList();
    }

    /**
     * Deals with the jobs of a host that no import is waiting for there.
     *
     * @param listed those jobs, by id
     */
    void settle(NamedId host, HostAddress agent, Map<UUID, JobReport> listed) {
        listed.values().forEach(job -> attempts.find(job.id())
                .filter(each -> isUnwanted(each, host))
                .ifPresent(each -> settle(agent, job, each)));
        owedBy(host).forEach((job, debt) -> {
            // one that is being told at this moment to begin may yet get the job
            if (!listed.containsKey(job) && !starter.isUnderWay(job)) {
                conclude(debt.importId(), job, false);
            }
        });
    }

    private static boolean isUnwanted(ImportAttempt each, NamedId host) {
        return each.outcome().isPresent() || !each.host().id().equals(host.id());
    }

    private void settle(HostAddress agent, JobReport job, ImportAttempt each) {
        if (job.status().isFinal()) {
            gateway.delete(agent, job.id());
            conclude(each.importId(), job.id(), job.status() == JobStatus.DONE);
            return;
        }
        LOG.info("{} is told to stop the job {}, whose attempt has ended", agent, job.id());
        try {
            gateway.abort(agent, job.id());
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.JOB_LOST) {
                throw e;
            }
        }
    }

    /** A host that is not registered any more will never be told. */
    void forgetIfRemoved(NamedId host) {
        if (!hosts.exists(host)) {
            owedBy(host).forEach((job, debt) -> pay(debt.importId(), job, each -> {}));
        }
    }

    private Map<UUID, Debt> owedBy(NamedId host) {
        return owed.entrySet().stream()
                .filter(entry -> entry.getValue().host().id().equals(host.id()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void conclude(UUID importId, UUID job, boolean committed) {
        pay(importId, job, each -> {
            boolean current = each.attempt().jobId().equals(job);
            if (current) {
                each.abortDone(committed);
            }
            if (current && committed) {
                audit.record(AuditType.IMPORTEXPORT_IMPORT_VM, each);
            }
        });
        if (committed) {
            board.find(importId).filter(now -> !now.jobId().equals(job)).ifPresent(finisher::finishIfCommittedBefore);
        }
    }

    private void pay(UUID importId, UUID job, Consumer<Import> change) {
        Optional<ImportSnapshot> changed = changes.change(importId, each -> {
            boolean owes = attempts.settle(job);
            if (owes) {
                change.accept(each);
            }
            return owes;
        });
        if (changed.isPresent()) {
            readAt = Instant.MIN;
        }
    }
}
