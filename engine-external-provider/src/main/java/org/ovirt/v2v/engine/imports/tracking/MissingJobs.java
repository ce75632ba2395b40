package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.run.ImportStarter;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;

/** Finds out what became of an import that a proxy host should have a job for, but does not list. */
@ApplicationScoped
public class MissingJobs {
    private final HostGateway gateway;
    private final ImportStarter starter;
    private final ImportFinisher finisher;
    private final ImportEnding ending;

    public MissingJobs(HostGateway gateway, ImportStarter starter, ImportFinisher finisher, ImportEnding ending) {
        this.gateway = gateway;
        this.starter = starter;
        this.finisher = finisher;
        this.ending = ending;
    }

    /**
     * The job, if the list was only older than it; otherwise the import ends or is started again, unless its export domain has to
     * be seen first.
     */
    Optional<JobReport> find(HostAddress agent, ImportSnapshot each) {
        if (starter.isUnderWay(each.jobId())) {
            return Optional.empty();
        }
        try {
            return Optional.of(gateway.job(agent, each.jobId()));
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.JOB_LOST) {
                throw e;
            }
            gone(each);
            return Optional.empty();
        }
    }

    private void gone(ImportSnapshot each) {
        Optional<Boolean> committed = finisher.isCommitted(each);
        if (committed.equals(Optional.of(true))) {
            finisher.finishCommitted(each);
        } else if (each.cancelRequested()) {
            ending.cancel(each);
        } else if (each.mayBegin()) {
            starter.start(each.jobId());
        } else if (committed.isPresent()) {
            ending.fail(
                    each,
                    AuditType.IMPORTEXPORT_CONVERT_FAILED,
                    Failure.of(
                            FailureCode.JOB_LOST,
                            "The proxy host " + each.host().name() + " does not know of the conversion of "
                                    + each.name() + " any more."));
        }
    }
}
