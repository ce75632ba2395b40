package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAttempts;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportProgress;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.run.ImportHosts;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.jobs.StepType;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the configuration of a converted machine, and lets the proxy host forget the job. */
@ApplicationScoped
public class ImportFinisher {
    private static final Set<FailureCode> ABOUT_THE_DOMAIN =
            Set.of(FailureCode.DOMAIN_MISSING, FailureCode.DOMAIN_NOT_ANSWERING, FailureCode.DOMAIN_FOREIGN_OWNER);

    private static final Logger LOG = LoggerFactory.getLogger(ImportFinisher.class);

    private final HostGateway gateway;
    private final ImportHosts hosts;
    private final ImportChanges changes;
    private final ImportEnding ending;
    private final ImportAudit audit;
    private final JobLog jobs;
    private final ImportAttempts attempts;

    public ImportFinisher(
            HostGateway gateway,
            ImportHosts hosts,
            ImportChanges changes,
            ImportEnding ending,
            ImportAudit audit,
            JobLog jobs,
            ImportAttempts attempts) {
        this.attempts = attempts;
        this.gateway = gateway;
        this.hosts = hosts;
        this.changes = changes;
        this.ending = ending;
        this.audit = audit;
        this.jobs = jobs;
    }

    /** May be called again after the proxy host could not be reached, or the engine died in between. */
    void finish(ImportSnapshot known, JobReport job) {
        begin(known, each -> each.finalizing(job));
        String ovf;
        try {
            ovf = gateway.convertedVm(hosts.agent(known.host()), known.jobId());
        } catch (FailureException e) {
            cannotGet(known, e.failure());
            return;
        }
        Optional<String> defect = defect(known, ovf);
        if (defect.isPresent()) {
            ending.fail(
                    known,
                    AuditType.IMPORTEXPORT_INVALID_OVF,
                    Failure.of(
                            FailureCode.RESULT_INVALID,
                            "The configuration of the converted machine " + known.name() + " cannot be used: "
                                    + defect.get() + "."));
        } else {
            ending.succeed(known);
        }
        forgetJobUnlessOwed(known);
    }

    /** Of an import that was given up meanwhile only the job tells that the machine lies in the export domain. */
    private void forgetJobUnlessOwed(ImportSnapshot known) {
        if (!attempts.owesAbort(known.jobId())) {
            forgetJob(known);
        }
    }

    /**
     * Ends an import well whose job is gone but whose machine lies complete in the export domain; that it lies there is the
     * outcome, whatever else was lost.
     */
    void finishCommitted(ImportSnapshot known) {
        begin(known, Import::finalizing);
        ending.succeed(known);
    }

    /**
     * Ends an import well whose machine an earlier attempt has put into the export domain, while another attempt is under way that
     * could not put it there once more; its job is stopped.
     */
    void finishIfCommittedBefore(ImportSnapshot known) {
        boolean isUnderWay = known.isOnHost() && known.state() != ImportState.FINALIZING;
        if (isUnderWay && isCommittedIfKnown(known).equals(Optional.of(true))) {
            ending.succeedByEarlierAttempt(known);
        }
    }

    /**
     * Whether what lies under the machine's id can be the sound result of an attempt before the current one. Before the first one too
     * there was another, if an older backup of the database was restored: no other machine gets the id.
     */
    boolean mayBeOfEarlierAttempt(ImportSnapshot known) {
        return !attempts.hadInvalidResult(known.id());
    }

    /** As {@link #isCommitted}; empty also if the host does not answer. */
    Optional<Boolean> isCommittedIfKnown(ImportSnapshot known) {
        try {
            return isCommitted(known);
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    /** Whether the machine lies in the export domain; empty if the domain cannot be seen, which is no answer. */
    Optional<Boolean> isCommitted(ImportSnapshot known) {
        ExportDomainParams domain = new ExportDomainParams(known.target().domainPath(), null, null);
        try {
            return Optional.of(gateway.exportedVms(hosts.agent(known.host()), domain).stream()
                    .anyMatch(machine -> machine.id().equals(known.id())));
        } catch (FailureException e) {
            if (ImportHosts.isSilence(e.failure())) {
                throw e;
            }
            LOG.warn("Whether {} lies in its export domain cannot be seen: {}", known.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private void begin(ImportSnapshot known, Consumer<Import> finalizing) {
        changes.during(known, each -> {
            if (!each.state().canBecome(ImportState.FINALIZING)) {
                return false;
            }
            ImportProgress before = each.snapshot().progress();
            finalizing.accept(each);
            audit.recordObstacle(each, before);
            jobs.begin(
                    each.origin().jobId(),
                    StepType.FINALIZING,
                    Optional.of(each.host().id()));
            return true;
        });
    }

    /** If the host cannot be reached, it is told when it next lists its jobs. */
    void forgetJob(ImportSnapshot ended) {
        try {
            gateway.delete(hosts.agent(ended.host()), ended.jobId());
        } catch (FailureException e) {
            LOG.info(
                    "The proxy host {} keeps the job {} for now: {}",
                    ended.host().name(),
                    ended.jobId(),
                    e.getMessage());
        }
    }

    private void cannotGet(ImportSnapshot known, Failure failure) {
        if (ImportHosts.isAskedAgain(failure)) {
            LOG.info("The configuration of {} is asked for again later: {}", known.name(), failure.message());
            return; // which whoever visits the host tells
        }
        if (isAboutTheDomain(failure)) {
            changes.during(known, each -> each.cannotBeRead(failure.message()));
            return;
        }
        if (failure.code() == FailureCode.VM_NOT_FOUND) {
            // no job is done before its machine lies there: oVirt has imported it and removed it, or somebody else has
            ending.succeedTakenOut(known);
            forgetJobUnlessOwed(known);
            return;
        }
        ending.fail(known, AuditType.IMPORTEXPORT_CANNOT_GET_OVF, failure);
    }

    /** The domain cannot be seen on the host at present: that says nothing about the machine in it. */
    private static boolean isAboutTheDomain(Failure failure) {
        return ABOUT_THE_DOMAIN.contains(failure.code());
    }

    private static Optional<String> defect(ImportSnapshot known, String ovf) {
        try {
            OvfDocument document = OvfDocument.parse(ovf);
            if (!document.vmId().equals(Optional.of(known.id()))) {
                return Optional.of("it has the id "
                        + document.vmId().map(Object::toString).orElse("(none)") + " instead of " + known.id());
            }
            if (document.name().isEmpty()) {
                return Optional.of("it has no name");
            }
            return document.disks() == 0 ? Optional.of("it has no disks") : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
