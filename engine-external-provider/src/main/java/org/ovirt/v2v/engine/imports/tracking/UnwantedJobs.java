package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportAttempts;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.run.ImportHosts;
import org.ovirt.v2v.engine.imports.run.ImportStarter;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops and forgets jobs on proxy hosts whose attempts have ended, and takes over those of imports that are queued. Attempts that were ended without their host owe it the order
 * to stop until it has been heard.
 */
@ApplicationScoped
public class UnwantedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(UnwantedJobs.class);

    /** How often an event tells of a host at most. */
    private static final Duration REPORTED = Duration.ofDays(1);

    private final HostGateway gateway;
    private final ImportHosts hosts;
    private final ImportAttempts attempts;
    private final ImportBoard board;
    private final ImportChanges changes;
    private final ImportAudit audit;
    private final ImportStarter starter;
    private final ImportFinisher finisher;
    private final JobTakeover takeover;
    private final AuditLog log;

    public UnwantedJobs(
            HostGateway gateway,
            ImportHosts hosts,
            ImportAttempts attempts,
            ImportBoard board,
            ImportChanges changes,
            ImportAudit audit,
            ImportStarter starter,
            ImportFinisher finisher,
            JobTakeover takeover,
            AuditLog log) {
        this.log = log;
        this.starter = starter;
        this.finisher = finisher;
        this.takeover = takeover;
        this.gateway = gateway;
        this.hosts = hosts;
        this.attempts = attempts;
        this.board = board;
        this.changes = changes;
        this.audit = audit;
    }

    /** The hosts that have still to be told something. */
    List<NamedId> hostsOwed() {
        return attempts.owingAbort().stream()
                .map(ImportAttempt::host)
                .distinct()
                .toList();
    }

    /**
     * Attempts of which this host has still to be told to stop. To be asked before the jobs of the host are: a job that is being
     * begun at this moment is in neither, since the host may yet get it.
     */
    List<ImportAttempt> owedBy(NamedId host) {
        return attempts.owingAbort(host).stream()
                .filter(each -> !starter.isUnderWay(each.jobId()))
                .toList();
    }

    /**
     * Deals with the jobs of a host that no import is waiting for there.
     *
     * @param owed as {@link #owedBy} has said
     * @param listed those jobs, by id
     */
    void settle(NamedId host, HostAddress agent, List<ImportAttempt> owed, Map<UUID, JobReport> listed) {
        List<UUID> unknown = new ArrayList<>();
        listed.values().forEach(job -> attempts.find(job.id())
                .ifPresentOrElse(
                        each -> {
                            if (each.outcome().isPresent()) {
                                settle(agent, job, each);
                            }
                        },
                        () -> {
                            // one that has ended is soon forgotten by its host
                            if (!takeover.takeOver(host, job) && !job.status().isFinal()) {
                                unknown.add(job.id());
                            }
                        }));
        if (!unknown.isEmpty()) {
            report(host, unknown);
        }
        owed.stream()
                .filter(each -> !listed.containsKey(each.jobId()))
                .forEach(each -> conclude(each.importId(), each.jobId(), false));
    }

    /** Another host's word on a job does not count; a host that was added anew is another one, with the jobs that it had. */
    private boolean mayKnow(HostAddress agent, ImportAttempt each) {
        boolean known = hosts.isAgentOf(each.host(), agent) || !hosts.exists(each.host());
        if (!known) {
            LOG.warn(
                    "{} lists the job {}, which the proxy host {} had: what it says of it does not count",
                    agent,
                    each.jobId(),
                    each.host().name());
        }
        return known;
    }

    /** Not ours to stop: another engine, or somebody by hand, may have begun them. */
    private void report(NamedId host, List<UUID> unknown) {
        LOG.debug("Nobody knows the jobs {} on the proxy host {}", unknown, host.name());
        log.recordAgainAfter(
                REPORTED,
                AuditEntry.of(AuditType.UNKNOWN_JOBS_ON_HOST).about(AuditSubject.HOST, host.id(), host.name()));
    }

    private void settle(HostAddress agent, JobReport job, ImportAttempt each) {
        if (job.status().isFinal()) {
            if (!mayKnow(agent, each)) {
                return;
            }
            // first what has become of it: without the job nobody could tell any more
            conclude(each.importId(), job.id(), job.status() == JobStatus.DONE);
            gateway.delete(agent, job.id());
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
            attempts.owingAbort(host)
                    .forEach(owing -> pay(owing.importId(), owing.jobId(), each -> {
                        if (each.attempt().jobId().equals(owing.jobId())) {
                            each.abortImpossible();
                        }
                    }));
        }
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
        changes.change(importId, each -> {
            boolean owes = attempts.settle(job);
            if (owes) {
                change.accept(each);
            }
            return owes;
        });
    }
}
