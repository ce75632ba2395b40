package org.ovirt.v2v.engine.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.search.Condition;
import org.ovirt.v2v.engine.search.SearchPredicates;
import org.ovirt.v2v.engine.search.SearchQuery;

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

    /** Whatever is asked for, the database is not kept busy for longer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final String TIMEOUT_HINT = "jakarta.persistence.query.timeout";

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
        HibernateCriteriaBuilder builder = entities.unwrap(Session.class).getCriteriaBuilder();
        JpaCriteriaQuery<AuditEvent> query = builder.createQuery(AuditEvent.class);
        JpaRoot<AuditEvent> event = query.from(AuditEvent.class);
        SearchPredicates<AuditEvent> search = new SearchPredicates<>(builder, event);
        List<Predicate> predicates = new ArrayList<>();
        wanted.search().condition().map(search::of).ifPresent(predicates::add);
        access.visibleDataCenters()
                .ifPresent(visible -> predicates.add(event.get("dataCenterId").in(visible)));
        wanted.from().ifPresent(from -> predicates.add(builder.greaterThan(event.get(ID), from)));
        wanted.after().ifPresent(after -> predicates.add(builder.lessThan(event.get(ID), after)));
        query.where(predicates.toArray(Predicate[]::new)).orderBy(order(wanted.search(), builder, event, search));
        int max = Math.min(wanted.search().size(wanted.max()).orElse(LIMIT), LIMIT);
        try {
            return Slice.of(
                    entities.createQuery(query)
                            .setHint(TIMEOUT_HINT, (int) TIMEOUT.toMillis())
                            .setFirstResult(Math.toIntExact(wanted.search().offset(Optional.of(max))))
                            .setMaxResults(max + 1)
                            .getResultList(),
                    max);
        } catch (QueryTimeoutException e) {
            throw new InvalidFieldException(
                    "search",
                    "The search takes longer than " + TIMEOUT.toSeconds()
                            + " seconds. Ask for fewer events, as by vm.id or type.",
                    e);
        }
    }

    private static List<Order> order(
            SearchQuery<AuditEvent> wanted,
            HibernateCriteriaBuilder builder,
            JpaRoot<AuditEvent> event,
            SearchPredicates<AuditEvent> search) {
        if (wanted.sort().isPresent()) {
            List<Order> order = new ArrayList<>(search.of(wanted.sort().get()));
            order.add(builder.desc(event.get(ID)));
            return order;
        }
        // by the columns of an index, so that nothing has to be sorted, although the first has but one value
        return Stream.concat(leading(wanted), Stream.of(ID))
                .map(property -> (Order) builder.desc(event.get(property)))
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
