package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops imports on demand. The wish is stored first, so that it is carried out even if engine or host go away meanwhile. */
@ApplicationScoped
public class ImportCancellation {
    private static final Logger LOG = LoggerFactory.getLogger(ImportCancellation.class);

    private final HostGateway gateway;
    private final ImportHosts hosts;
    private final ImportRepository imports;
    private final ImportChanges changes;
    private final ImportStarter starter;
    private final ImportEnding ending;
    private final ImportAudit audit;
    private final ExecutorService executor;

    public ImportCancellation(
            HostGateway gateway,
            ImportHosts hosts,
            ImportRepository imports,
            ImportChanges changes,
            ImportStarter starter,
            ImportEnding ending,
            ImportAudit audit,
            ExecutorService executor) {
        this.gateway = gateway;
        this.hosts = hosts;
        this.imports = imports;
        this.changes = changes;
        this.starter = starter;
        this.ending = ending;
        this.audit = audit;
        this.executor = executor;
    }

    /** Cancels at once what has not begun; of the rest the wish is noted and the proxy host told. */
    public ImportSnapshot request(UUID id) {
        ImportSnapshot cancelled = changes.change(id, this::cancelOrNote)
                .or(() -> imports.find(id).map(Import::snapshot))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.IMPORT, id));
        if (!cancelled.state().isFinal()) {
            executor.execute(() -> carryOut(cancelled));
        }
        return cancelled;
    }

    private boolean cancelOrNote(Import each) {
        if (!each.state().isCancellable()) {
            throw new ConflictException(
                    "The import " + each.name() + " is " + each.state().name().toLowerCase(Locale.ROOT)
                            + " and cannot be cancelled any more.",
                    "Look at how it ended.");
        }
        if (each.state() == ImportState.QUEUED) {
            return ending.cancel(each);
        }
        each.requestCancel();
        return true;
    }

    /** Tells the proxy host; it reports the end of the job itself. */
    void carryOut(ImportSnapshot wanted) {
        try {
            gateway.abort(hosts.agent(wanted.host()), wanted.id());
        } catch (FailureException e) {
            refused(wanted, e);
        }
    }

    private void refused(ImportSnapshot wanted, FailureException reason) {
        FailureCode code = reason.failure().code();
        if (code == FailureCode.JOB_LOST && !starter.isUnderWay(wanted.id())) {
            ending.cancel(wanted.id());
            return;
        }
        LOG.warn("The import {} cannot be cancelled yet: {}", wanted.id(), reason.getMessage());
        if (code != FailureCode.JOB_LOST && !ImportHosts.isSilence(reason.failure())) {
            changes.change(wanted.id(), each -> {
                audit.record(AuditType.VM_CANCEL_CONVERSION_FAILED, each);
                return false;
            });
        }
    }
}
