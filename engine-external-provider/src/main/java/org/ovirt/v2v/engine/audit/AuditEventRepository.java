package org.ovirt.v2v.engine.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The recorded events. */
@ApplicationScoped
@Transactional
public class AuditEventRepository {
    /** More than this many are never returned at once. */
    static final int LIMIT = 1000;

    private final EntityManager entities;

    public AuditEventRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<AuditEvent> find(long id) {
        return Optional.ofNullable(entities.find(AuditEvent.class, id));
    }

    /** Those that are wanted, newest first. */
    public List<AuditEvent> list(EventQuery wanted) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<AuditEvent> query = builder.createQuery(AuditEvent.class);
        Root<AuditEvent> event = query.from(AuditEvent.class);
        List<Predicate> predicates = new ArrayList<>();
        wanted.conditions().forEach((property, value) -> predicates.add(builder.equal(event.get(property), value)));
        wanted.from().ifPresent(from -> predicates.add(builder.greaterThan(event.get("id"), from)));
        query.where(predicates.toArray(Predicate[]::new)).orderBy(builder.desc(event.get("id")));
        return entities.createQuery(query)
                .setMaxResults(Math.min(wanted.max().orElse(LIMIT), LIMIT))
                .getResultList();
    }
}
