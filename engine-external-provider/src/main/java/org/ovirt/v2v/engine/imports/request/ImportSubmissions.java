package org.ovirt.v2v.engine.imports.request;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportPlacement;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportSource;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;

/**
 * Takes requests to import machines without asking anybody about them: what the engine knows itself is checked, the imports are
 * stored, all of a request in one transaction, and {@link ImportValidation} finds out the rest.
 */
@ApplicationScoped
public class ImportSubmissions {
    /** So many requests are stored at a time: more would not be faster, and would keep others from the database. */
    private static final int SIDE_BY_SIDE = 2;

    private static final String VM = "virtual_machine.id";
    private static final int LONGEST_ID = 255;

    private final ProviderRepository providers;
    private final ImportPlanner planner;
    private final ImportReferences references;
    private final ImportBroadcast broadcast;
    private final ImportOrigins origins;
    private final EntityManager entities;
    private final ImportValidation validation;
    private final RequestLimit limit;
    private final Semaphore storing = new Semaphore(SIDE_BY_SIDE, true);
    private final Clock clock;

    public ImportSubmissions(
            ProviderRepository providers,
            ImportPlanner planner,
            ImportReferences references,
            ImportBroadcast broadcast,
            ImportOrigins origins,
            EntityManager entities,
            ImportValidation validation,
            RequestLimit limit,
            Clock clock) {
        this.providers = providers;
        this.planner = planner;
        this.references = references;
        this.broadcast = broadcast;
        this.origins = origins;
        this.entities = entities;
        this.validation = validation;
        this.limit = limit;
        this.clock = clock;
    }

    /** A machine that can be imported as far as the engine knows. */
    private record Accepted(int number, ImportItem item, ImportPlan asked) {}

    /** Accepts one machine; throws what keeps it from being imported as far as the engine knows. */
    public ImportSnapshot submit(UUID provider, ImportItem item, String owner) {
        ImportResult result = submit(provider, List.of(item), owner).get(0);
        return result.accepted().orElseThrow(() -> result.refused().orElseThrow());
    }

    /** Accepts several machines, except for those that cannot be imported as far as the engine knows. */
    public List<ImportResult> submit(UUID providerId, List<ImportItem> items, String owner) {
        Provider provider = providers
                .find(providerId)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.PROVIDER, providerId));
        return limit.within(() -> {
            storing.acquireUninterruptibly();
            try {
                return submit(provider, items, owner);
            } finally {
                storing.release();
                validation.lookSoon();
            }
        });
    }

    private List<ImportResult> submit(Provider provider, List<ImportItem> items, String owner) {
        RequestLookups lookups = planner.lookups();
        String uri = provider.uri().toString();
        ImportResult[] results = new ImportResult[items.size()];
        List<Accepted> accepted = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            int number = index;
            ImportItem item = items.get(index);
            Checked<Accepted> checked = Checked.of(() ->
                    new Accepted(number, item, asked(provider, uri, item, planner.check(provider, item, lookups))));
            checked.value().ifPresent(accepted::add);
            checked.failure().ifPresent(refusal -> results[number] = ImportResult.refused(item, refusal));
        }
        if (!accepted.isEmpty()) {
            List<Import> stored = store(provider, items.size(), accepted, owner);
            for (int index = 0; index < stored.size(); index++) {
                ImportSnapshot snapshot = stored.get(index).snapshot();
                Accepted each = accepted.get(index);
                broadcast.changed(snapshot);
                results[each.number()] = ImportResult.accepted(each.item(), snapshot);
            }
        }
        return List.of(results);
    }

    private static ImportPlan asked(Provider provider, String uri, ImportItem item, ImportPlanner.Known known) {
        String vm = item.vm();
        EntityText.atMost(LONGEST_ID, VM, EntityText.printable(VM, vm));
        return new ImportPlan(
                known.name().orElse(vm),
                new ImportSource(new NamedId(provider.id(), provider.name()), vm, vm, uri),
                known.target(),
                ImportPlacement.unchecked(known.wanted().map(host -> new NamedId(host.id(), host.name()))),
                known.begin(),
                known.priority());
    }

    private List<Import> store(Provider provider, int machines, List<Accepted> accepted, String owner) {
        UUID submission = UUID.randomUUID();
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            entities.persist(new ImportSubmission(submission, provider.id(), machines, now));
            List<Import> added = new ArrayList<>(accepted.size());
            for (Accepted each : accepted) {
                ImportPlan asked = each.asked();
                // a moment later each, so that they start in the order of the request
                Import validating = Import.validating(
                        UUID.randomUUID(),
                        asked,
                        origins.begin(asked, owner),
                        now.plus(each.number(), ChronoUnit.MICROS));
                entities.persist(validating);
                entities.persist(new SubmittedMachine(validating.id(), submission, each.number(), each.item()));
                added.add(validating);
            }
            entities.flush();
            references.keep(accepted.stream().map(Accepted::asked).toList());
            return added;
        });
    }
}
