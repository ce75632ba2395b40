package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAttempts;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportSource;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.engine.imports.run.ImportScheduler;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;

/** Begins imports again on demand that have failed or were cancelled, with the settings that they had or with others. */
@ApplicationScoped
public class ImportRetry {
    private final ImportRepository imports;
    private final ProviderRepository providers;
    private final ImportPlanner planner;
    private final RemoteCheckers checkers;
    private final NameReservations names;
    private final ImportReferences references;
    private final ImportAttempts attempts;
    private final ImportChanges changes;
    private final ImportAudit audit;
    private final ImportOrigins origins;
    private final ImportScheduler scheduler;
    private final RequestLimit limit;
    private final Clock clock;

    public ImportRetry(
            ImportRepository imports,
            ProviderRepository providers,
            ImportPlanner planner,
            RemoteCheckers checkers,
            NameReservations names,
            ImportReferences references,
            ImportAttempts attempts,
            ImportChanges changes,
            ImportAudit audit,
            ImportOrigins origins,
            ImportScheduler scheduler,
            RequestLimit limit,
            Clock clock) {
        this.imports = imports;
        this.providers = providers;
        this.planner = planner;
        this.checkers = checkers;
        this.names = names;
        this.references = references;
        this.attempts = attempts;
        this.changes = changes;
        this.audit = audit;
        this.origins = origins;
        this.scheduler = scheduler;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Checks the import anew, as if it had just been asked for, and queues it; throws what keeps it from being imported.
     *
     * @param edits what is to be different; an empty reference to a host frees an import that is bound to one
     * @param user who asks for it
     */
    public ImportSnapshot request(UUID id, ImportRequest edits, String user) {
        ImportSnapshot ended = imports.find(id)
                .map(Import::snapshot)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.IMPORT, id));
        requireEnded(ended);
        Provider provider = providers
                .find(ended.source().provider().id())
                .orElseThrow(() -> new FailureException(
                        FailureCode.INVALID_REQUEST,
                        "The provider " + ended.source().provider().name() + " has been removed."));
        ImportItem item = new ImportItem(
                ended.source().vmId(),
                edits.insteadOf(ImportRequest.of(ended, !isNamedAfterItsId(ended))),
                edits.networkMappings() == null ? ImportItem.Mapped.BEFORE : ImportItem.Mapped.ALONE);
        ImportSnapshot queued = limit.within(() -> {
            try (RemoteChecks remote = checkers.of(provider, item)) {
                ImportCandidate candidate =
                        planner.plan(provider, item, planner.lookups(), remote).get();
                requireSameMachine(ended.source(), candidate.plan().source());
                return reserveAndQueue(ended, candidate, remote, user);
            }
        });
        scheduler.admitSoon();
        return queued;
    }

    /** On another server the same id is another machine's. */
    private static void requireSameMachine(ImportSource before, ImportSource now) {
        boolean same = before.hardware() == null
                || SourceUri.parse(before.uri()).hasIdsOf(SourceUri.parse(now.uri()))
                || before.vmName().equals(now.vmName());
        if (!same) {
            throw new ConflictException(
                    "The provider " + now.provider().name() + " has led to another server since, where " + now.vmId()
                            + " is the machine " + now.vmName() + " and not " + before.vmName() + ".",
                    "Import the machine anew.");
        }
    }

    /** It has never been looked at and nobody gave a name, so that the id stands for the one at the source. */
    private static boolean isNamedAfterItsId(ImportSnapshot ended) {
        return ended.source().hardware() == null
                && ended.name().equals(ended.source().vmId());
    }

    private ImportSnapshot reserveAndQueue(
            ImportSnapshot ended, ImportCandidate candidate, RemoteChecks remote, String user) {
        ImportPlan plan = candidate.plan();
        names.reserve(plan.target().dataCenter(), plan.name(), ended.id());
        try {
            ExportedNames.requireFree(candidate, remote, Optional.of(ended.id()));
            if (attempts.hadInvalidResult(ended.id())) {
                ExportedNames.requireAbsent(candidate, remote, ended.id());
            }
            return queue(ended.id(), plan, user);
        } catch (RuntimeException e) {
            names.giveBack(plan.target().dataCenter(), plan.name(), ended.id());
            throw e;
        }
    }

    private ImportSnapshot queue(UUID id, ImportPlan plan, String user) {
        return changes.change(id, each -> {
                    requireEnded(each.snapshot());
                    names.requireReserved(plan.target().dataCenter(), plan.name(), id);
                    each.again(plan, origins.beginChecked(plan, each.origin().owner(), user), clock.instant());
                    references.keep(List.of(plan));
                    audit.record(AuditType.IMPORT_TRIED_AGAIN, each, user);
                    return true;
                })
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.IMPORT, id));
    }

    private static void requireEnded(ImportSnapshot each) {
        if (!each.state().canBecome(ImportState.QUEUED) || !each.state().isFinal()) {
            throw new ConflictException(
                    "The import " + each.name() + " is " + each.state().name().toLowerCase(Locale.ROOT)
                            + "; only one that has failed or was cancelled can be tried again.",
                    each.state().isFinal() ? "Import the machine anew." : "Wait for its end, or cancel it first.");
        }
    }
}
