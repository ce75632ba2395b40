package org.ovirt.v2v.engine.imports.request;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.engine.imports.run.ImportScheduler;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;

/** Takes requests to import machines: checks them, stores those that can be done, and lets the scheduler know. */
@ApplicationScoped
public class ImportService {
    private final ProviderRepository providers;
    private final RemoteCheckers checkers;
    private final ImportPlanner planner;
    private final NameReservations names;
    private final ImportReferences references;
    private final ImportRepository imports;
    private final ImportBroadcast broadcast;
    private final ImportAudit audit;
    private final ImportOrigins origins;
    private final ImportScheduler scheduler;
    private final RequestLimit limit;
    private final Clock clock;

    public ImportService(
            ProviderRepository providers,
            RemoteCheckers checkers,
            ImportPlanner planner,
            NameReservations names,
            ImportReferences references,
            ImportRepository imports,
            ImportBroadcast broadcast,
            ImportAudit audit,
            ImportOrigins origins,
            ImportScheduler scheduler,
            RequestLimit limit,
            Clock clock) {
        this.providers = providers;
        this.checkers = checkers;
        this.planner = planner;
        this.names = names;
        this.references = references;
        this.imports = imports;
        this.broadcast = broadcast;
        this.audit = audit;
        this.origins = origins;
        this.scheduler = scheduler;
        this.limit = limit;
        this.clock = clock;
    }

    /** A candidate whose name is reserved under the id that its import will have. */
    private record Reserved(UUID id, ImportCandidate candidate) {}

    /** Imports one machine; throws what keeps it from being imported. */
    public ImportSnapshot submit(UUID provider, ImportItem item, String owner) {
        ImportResult result = submit(provider, List.of(item), owner).get(0);
        return result.accepted().orElseThrow(() -> result.refused().orElseThrow());
    }

    /** Imports several machines; those that cannot be imported do not keep the others from it. */
    public List<ImportResult> submit(UUID providerId, List<ImportItem> items, String owner) {
        Provider provider = providers
                .find(providerId)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.PROVIDER, providerId));
        List<ImportResult> results = limit.within(() -> {
            try (RemoteChecks remote = checkers.of(provider, items)) {
                return submit(provider, items, remote, owner);
            }
        });
        scheduler.admitSoon();
        return results;
    }

    private List<ImportResult> submit(Provider provider, List<ImportItem> items, RemoteChecks remote, String owner) {
        RequestLookups lookups = planner.lookups();
        List<Checked<Supplier<ImportCandidate>>> asked = items.stream()
                .map(item -> Checked.of(() -> planner.plan(provider, item, lookups, remote)))
                .toList();
        List<Checked<Reserved>> reserved = asked.stream().map(attempt -> attempt.then(Supplier::get)).toList().stream()
                .map(planned -> planned.then(this::reserve))
                .toList();
        List<ImportResult> results = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            results.add(finish(items.get(index), reserved.get(index), remote, owner));
        }
        return results;
    }

    private Reserved reserve(ImportCandidate candidate) {
        UUID id = UUID.randomUUID();
        names.reserve(candidate.plan().target().dataCenter(), candidate.plan().name(), id);
        return new Reserved(id, candidate);
    }

    private ImportResult finish(ImportItem item, Checked<Reserved> reserved, RemoteChecks remote, String owner) {
        Checked<ImportSnapshot> stored = reserved.then(each -> {
            try {
                ExportedNames.requireFree(each.candidate(), remote, Optional.empty());
                return store(each, owner);
            } catch (RuntimeException e) {
                ImportPlan plan = each.candidate().plan();
                names.giveBack(plan.target().dataCenter(), plan.name(), each.id());
                throw e;
            }
        });
        return stored.failure()
                .map(failure -> ImportResult.refused(item, failure))
                .orElseGet(() -> ImportResult.accepted(item, stored.value().orElseThrow()));
    }

    private ImportSnapshot store(Reserved reserved, String owner) {
        ImportPlan plan = reserved.candidate().plan();
        Import stored = QuarkusTransaction.requiringNew().call(() -> {
            Import added = new Import(reserved.id(), plan, origins.beginChecked(plan, owner, owner), clock.instant());
            imports.add(added);
            references.keep(List.of(plan));
            audit.record(AuditType.IMPORTEXPORT_STARTING_IMPORT_VM, added);
            return added;
        });
        ImportSnapshot snapshot = stored.snapshot();
        broadcast.changed(snapshot);
        return snapshot;
    }
}
