package org.ovirt.v2v.engine.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.Slice;

/** The recorded events. */
@ApplicationScoped
@Transactional
public class AuditEventRepository {
    /** More than this many are never returned at once. */
    static final int LIMIT = 1000;

    private static final String ID = "id";

    /** Properties of which few events have the same value, the fewest first. */
    private static final List<String> FEW = List.of("correlationId", "vmId", "vmName", "providerId", "providerName");

    private final EntityManager entities;

    public AuditEventRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<AuditEvent> find(long id) {
        return Optional.ofNullable(entities.find(AuditEvent.class, id));
    }

    /** Those that are wanted, newest first. */
    public List<AuditEvent> list(EventQuery wanted) {
        return slice(wanted).items();
    }

    /** As {@link #list}, and whether there are more. */
    public Slice<AuditEvent> slice(EventQuery wanted) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<AuditEvent> query = builder.createQuery(AuditEvent.class);
        Root<AuditEvent> event = query.from(AuditEvent.class);
        List<Predicate> predicates = new ArrayList<>();
        wanted.conditions().forEach((property, value) -> predicates.add(builder.equal(event.get(property), value)));
        wanted.from().ifPresent(from -> predicates.add(builder.greaterThan(event.get(ID), from)));
        wanted.after().ifPresent(after -> predicates.add(builder.lessThan(event.get(ID), after)));
        // by the columns of an index, so that nothing has to be sorted, although the first has but one value
        List<Order> order = Stream.concat(leading(wanted), Stream.of(ID))
                .map(property -> builder.desc(event.get(property)))
                .toList();
        query.where(predicates.toArray(Predicate[]::new)).orderBy(order);
        int max = Math.min(wanted.max().orElse(LIMIT), LIMIT);
        return Slice.of(entities.createQuery(query).setMaxResults(max + 1).getResultList(), max);
    }

    /** The condition that leaves the fewest events. */
    private static Stream<String> leading(EventQuery wanted) {
        return Stream.concat(FEW.stream(), wanted.conditions().keySet().stream().sorted())
                .filter(wanted.conditions()::containsKey)
                .limit(1);
    }
}
