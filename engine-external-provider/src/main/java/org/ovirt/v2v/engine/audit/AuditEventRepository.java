package org.ovirt.v2v.engine.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.search.Condition;
import org.ovirt.v2v.engine.search.SearchQuery;
import org.ovirt.v2v.engine.search.StoredSearch;

/** The recorded events. */
@ApplicationScoped
@Transactional
public class AuditEventRepository {
    /** More than this many are never returned at once. */
    static final int LIMIT = 1000;

    private static final String ID = "id";

    /** Properties of which few events have the same value, the fewest first. */
    private static final List<String> FEW = List.of("correlationId", "vmId", "vmName", "providerId", "providerName");

    /** Properties that have no index beginning with them and ending with the id. */
    private static final Set<String> NOT_INDEXED = Set.of(ID, "time", "description");

    private static final StoredSearch<AuditEvent> SEARCH =
            new StoredSearch<>(AuditEvent.class, Duration.ofSeconds(20), "Ask for fewer events, as by vm.id or type.");

    private final EntityManager entities;
    private final CurrentAccess access;

    public AuditEventRepository(EntityManager entities, CurrentAccess access) {
        this.entities = entities;
        this.access = access;
    }

    public Optional<AuditEvent> find(long id) {
        return Optional.ofNullable(entities.find(AuditEvent.class, id)).filter(this::isVisible);
    }

    private boolean isVisible(AuditEvent event) {
        return access.visibleDataCenters().stream().allMatch(event::belongsTo);
    }

    /** The next of all events, and those that have turned up of the missing ones, the oldest first. */
    List<AuditEvent> behind(EventCursor cursor, int max) {
        return entities.createQuery(
                        "from AuditEvent where id > :last or id in (:missing) order by id", AuditEvent.class)
                .setParameter("last", cursor.last())
                .setParameter("missing", cursor.missing())
                .setMaxResults(max)
                .getResultList();
    }

    /** Behind the newest event. */
    EventCursor newest() {
        List<Long> ids = entities.createQuery("select id from AuditEvent order by id desc", Long.class)
                .setMaxResults(EventCursor.WINDOW)
                .getResultList();
        long first = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
        return EventCursor.behind(first).after(ids);
    }

    /** Those that are wanted, newest first. */
    public List<AuditEvent> list(EventQuery wanted) {
        return slice(wanted).items();
    }

    /** As {@link #list}, and whether there are more. */
    public Slice<AuditEvent> slice(EventQuery wanted) {
        int max = Math.min(wanted.search().size(wanted.max()).orElse(LIMIT), LIMIT);
        return Slice.of(
                SEARCH.find(
                        entities,
                        wanted.search(),
                        max,
                        true,
                        event -> limits(wanted, event),
                        event -> order(wanted.search(), event)),
                max);
    }

    private List<Predicate> limits(EventQuery wanted, StoredSearch.Item<AuditEvent> event) {
        List<Predicate> limits = new ArrayList<>();
        access.visibleDataCenters()
                .ifPresent(
                        visible -> limits.add(event.root().get("dataCenterId").in(visible)));
        wanted.from()
                .ifPresent(from ->
                        limits.add(event.builder().greaterThan(event.root().get(ID), from)));
        wanted.after()
                .ifPresent(after ->
                        limits.add(event.builder().lessThan(event.root().get(ID), after)));
        return limits;
    }

    /** By the columns of an index, so that nothing has to be sorted, although the first has but one value. */
    private static List<Order> order(SearchQuery<AuditEvent> wanted, StoredSearch.Item<AuditEvent> event) {
        Stream<String> leading = wanted.sort().isPresent() ? Stream.empty() : leading(wanted);
        return Stream.concat(leading, Stream.of(ID))
                .map(property -> (Order) event.builder().desc(event.root().get(property)))
                .toList();
    }

    /** The property with a condition that leaves the fewest events. */
    private static Stream<String> leading(SearchQuery<AuditEvent> wanted) {
        List<String> fixed = wanted.condition().stream()
                .flatMap(Condition::fixed)
                .flatMap(key -> key.property().stream())
                .filter(property -> !NOT_INDEXED.contains(property))
                .sorted()
                .toList();
        return Stream.concat(FEW.stream().filter(fixed::contains), fixed.stream())
                .limit(1);
    }
}
