package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Predicate;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.search.SearchKey;
import org.ovirt.v2v.engine.search.SearchObject;
import org.ovirt.v2v.engine.search.SearchQuery;
import org.ovirt.v2v.engine.search.StoredSearch;
import org.ovirt.v2v.engine.search.ValueKind;

/**
 * The machines in oVirt that imports make: there is one as soon as an import has been asked for, as in oVirt's engine, and none any
 * more if it has failed or was cancelled, which is how oVirt's clients learn of that, or if it was taken out of the export domain.
 */
@ApplicationScoped
@Transactional
public class ImportMachines {
    /** States of imports that have a machine. */
    public static final Set<ImportState> STATES = states();

    /** What machines can be searched by, by the names of oVirt's engine. */
    public static final SearchObject<Import> SEARCH = new SearchObject<>(
            List.of("vms", "vm"),
            List.of(
                    text("name", Import::name).stored("name"),
                    SearchKey.of("id", ValueKind.id(), (Import each) -> Optional.of(each.id()))
                            .stored("id"),
                    text(
                                    "cluster.name",
                                    each -> each.snapshot().target().cluster().name())
                            .alias("cluster")
                            .stored("target.cluster.name"),
                    text("datacenter.name", (Import each) -> each.snapshot()
                                    .target()
                                    .dataCenter()
                                    .name())
                            .alias("datacenter", "data_center.name")
                            .stored("target.dataCenter.name"),
                    text("storage.name", (Import each) -> each.snapshot()
                                    .target()
                                    .storageDomain()
                                    .name())
                            .alias("storage", "storage_domain.name")
                            .stored("target.storageDomain.name"),
                    SearchKey.of(
                                    "creationdate",
                                    ValueKind.time(),
                                    (Import each) ->
                                            Optional.of(each.snapshot().times().createdAt()))
                            .stored("times.createdAt")));

    /** More than this many are never returned at once; as many as one request may ask for. */
    private static final int LIMIT = 5_000;

    private static final StoredSearch<Import> STORED =
            new StoredSearch<>(Import.class, Duration.ofSeconds(10), "Ask for fewer machines, as by their whole name.");

    private final EntityManager entities;
    private final ImportHistory history;
    private final CurrentAccess access;

    public ImportMachines(EntityManager entities, ImportHistory history, CurrentAccess access) {
        this.access = access;
        this.entities = entities;
        this.history = history;
    }

    public ImportSnapshot get(UUID id) {
        return history.find(id)
                .filter(each -> STATES.contains(each.state()))
                .filter(each -> !entities.find(Import.class, id).isTakenOut())
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.VM, id));
    }

    /** Those that are wanted, the newest first unless another order is. */
    public List<ImportSnapshot> list(SearchQuery<Import> wanted, Optional<Integer> max) {
        return STORED
                .find(
                        entities,
                        wanted,
                        Math.min(wanted.size(max).orElse(LIMIT), LIMIT),
                        false,
                        this::limits,
                        each -> List.of(
                                each.builder().desc(each.root().get("times").get("createdAt")),
                                each.builder().desc(each.root().get("id"))))
                .stream()
                .map(Import::snapshot)
                .map(history::latest)
                .toList();
    }

    private List<Predicate> limits(StoredSearch.Item<Import> each) {
        List<Predicate> limits = new ArrayList<>();
        limits.add(each.root().get("state").in(STATES));
        limits.add(each.root().get("takenOutAt").isNull());
        access.visibleDataCenters()
                .ifPresent(visible -> limits.add(
                        each.root().get("target").get("dataCenter").get("id").in(visible)));
        return limits;
    }

    private static SearchKey<Import, String> text(String name, Function<Import, String> read) {
        return SearchKey.text(name, each -> Optional.of(read.apply(each)));
    }

    private static Set<ImportState> states() {
        Set<ImportState> states = EnumSet.copyOf(ImportState.ACTIVE);
        states.add(ImportState.SUCCEEDED);
        return states;
    }
}
