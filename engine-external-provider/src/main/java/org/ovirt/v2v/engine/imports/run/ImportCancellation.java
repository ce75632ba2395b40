package org.ovirt.v2v.engine.imports.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportLogContext;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
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
    private final ImportSettings settings;
    private final Clock clock;

    public ImportCancellation(
            HostGateway gateway,
            ImportHosts hosts,
            ImportRepository imports,
            ImportChanges changes,
            ImportStarter starter,
            ImportEnding ending,
            ImportAudit audit,
            ImportSettings settings,
            Clock clock) {
        this.settings = settings;
        this.gateway = gateway;
        this.hosts = hosts;
        this.imports = imports;
        this.changes = changes;
        this.starter = starter;
        this.ending = ending;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Cancels at once what has not begun, and what runs on a proxy host that has been away for long; of the rest the wish is
     * noted; the engine that watches the proxy host tells it.
     *
     * @param user who asks for it
     * @param force ends any import at once, whatever its proxy host does; the description then says what may be left
     */
    public ImportSnapshot request(UUID id, String user, boolean force) {
        return changes.change(id, each -> cancelOrNote(each, user, force))
                .or(() -> imports.find(id).map(Import::snapshot))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.IMPORT, id));
    }

    /** Ends the import if that is wanted and its proxy host has been away for long. */
    public void giveUpIfAway(UUID id) {
        changes.change(id, each -> each.isCancelRequested() && isAway(each) && ending.abandon(each));
    }

    private boolean isAway(Import each) {
        return each.snapshot()
                .unreachableSince()
                .filter(since -> !since.plus(settings.hostAwayAfter()).isAfter(clock.instant()))
                .isPresent();
    }

    private boolean cancelOrNote(Import each, String user, boolean force) {
        boolean possible = force ? !each.state().isFinal() : each.state().isCancellable();
        if (!possible) {
            throw new ConflictException(
                    "The import " + each.name() + " is " + each.state().name().toLowerCase(Locale.ROOT)
                            + " and cannot be cancelled any more.",
                    each.state().isFinal()
                            ? "Look at how it ended."
                            : "Its machine lies in the export domain: wait until its configuration has been read, or end it by force.");
        }
        if (each.state() == ImportState.VALIDATING || each.state() == ImportState.QUEUED) {
            return ending.cancel(each, user);
        }
        if (force || isAway(each)) {
            return ending.abandon(each, user);
        }
        each.requestCancel(user);
        return true;
    }

    /** Tells the proxy host; it reports the end of the job itself. */
    public void carryOut(ImportSnapshot wanted) {
        ImportLogContext.within(wanted, () -> tellToStop(wanted));
    }

    private void tellToStop(ImportSnapshot wanted) {
        try {
            gateway.abort(hosts.agent(wanted.host()), wanted.jobId());
        } catch (FailureException e) {
            refused(wanted, e);
        }
    }

    private void refused(ImportSnapshot wanted, FailureException reason) {
        FailureCode code = reason.failure().code();
        if (code == FailureCode.JOB_LOST && !starter.isUnderWay(wanted.jobId())) {
            ending.cancel(wanted);
            return;
        }
        LOG.warn("The import {} cannot be cancelled yet: {}", wanted.id(), reason.getMessage());
        if (code != FailureCode.JOB_LOST && !ImportHosts.isAskedAgain(reason.failure())) {
            changes.during(wanted, each -> {
                audit.record(AuditType.VM_CANCEL_CONVERSION_FAILED, each, each.canceller());
                return false;
            });
        }
    }
}
