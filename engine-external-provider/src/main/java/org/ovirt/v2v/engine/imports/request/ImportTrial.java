package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Finds out whether machines could be imported as a request says, and imports none. */
@ApplicationScoped
public class ImportTrial {
    private final ProviderRepository providers;
    private final ImportPlanner planner;
    private final RemoteCheckers checkers;
    private final NameReservations names;
    private final RequestLimit limit;

    public ImportTrial(
            ProviderRepository providers,
            ImportPlanner planner,
            RemoteCheckers checkers,
            NameReservations names,
            RequestLimit limit) {
        this.providers = providers;
        this.planner = planner;
        this.checkers = checkers;
        this.names = names;
        this.limit = limit;
    }

    /** A name in a data center. */
    private record Taken(UUID dataCenter, String name) {}

    /** Tells of one machine; throws what keeps it from being imported. */
    public TrialResult of(UUID provider, ImportItem item) {
        TrialResult result = of(provider, List.of(item)).get(0);
        result.refused().ifPresent(refusal -> {
            throw refusal;
        });
        return result;
    }

    /** Tells of each machine, in the order of the request. */
    public List<TrialResult> of(UUID providerId, List<ImportItem> items) {
        Provider provider = providers
                .find(providerId)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.PROVIDER, providerId));
        return limit.within(() -> {
            try (RemoteChecks remote = checkers.of(provider, items)) {
                return of(provider, items, remote);
            }
        });
    }

    private List<TrialResult> of(Provider provider, List<ImportItem> items, RemoteChecks remote) {
        RequestLookups lookups = planner.lookups();
        Set<Taken> earlier = new HashSet<>();
        List<Checked<Supplier<ImportCandidate>>> asked = items.stream()
                .map(item -> Checked.of(() -> planner.plan(provider, item, lookups, remote)))
                .toList();
        List<TrialResult> results = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Checked<ImportPlan> found =
                    asked.get(index).then(Supplier::get).then(candidate -> free(candidate, earlier, remote));
            results.add(new TrialResult(items.get(index), found.value(), found.failure()));
        }
        return results;
    }

    private ImportPlan free(ImportCandidate candidate, Set<Taken> earlier, RemoteChecks remote) {
        ImportPlan plan = candidate.plan();
        NamedId dataCenter = plan.target().dataCenter();
        names.requireFree(dataCenter, plan.name());
        ExportedNames.requireFree(candidate, remote, Optional.empty());
        if (!earlier.add(new Taken(dataCenter.id(), plan.name()))) {
            throw new FailureException(
                    FailureCode.VM_NAME_IN_USE,
                    "Another machine of this request would have the name " + plan.name() + ".");
        }
        return plan;
    }
}
