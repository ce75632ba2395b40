package org.ovirt.v2v.engine.audit;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ovirt.v2v.engine.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records events. Joins the transaction of the caller, so that an event is kept exactly if what it tells of is. */
@ApplicationScoped
public class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final String SYSTEM = "SYSTEM";
    private static final int MOST_REMEMBERED = 1_000;

    private final EntityManager entities;
    private final SecurityIdentity identity;
    private final Clock clock;
    /** Until when the text of an event is not recorded again. */
    private final Map<String, Instant> recorded = new ConcurrentHashMap<>();

    public AuditLog(EntityManager entities, SecurityIdentity identity, Clock clock) {
        this.entities = entities;
        this.identity = identity;
        this.clock = clock;
    }

    /** Records an event; if it names no user, the one who is logged in, or SYSTEM in the background. */
    @Transactional
    public void record(AuditEntry entry) {
        AuditEntry complete = entry.references().containsKey(AuditSubject.USER) ? entry : entry.by(currentUser());
        if (complete.correlationId().isEmpty()) {
            complete = complete.correlated(Correlation.current());
        }
        AuditEvent event = new AuditEvent(complete, clock.instant());
        entities.persist(event);
        LOG.info("{}({}): {}", entry.type(), event.code(), event.description());
    }

    /** As {@link #record}, unless the same was recorded within the interval: for what a client that polls brings about. */
    public void recordRarely(AuditEntry entry, Duration interval) {
        Instant now = clock.instant();
        String text = entry.type() + entry.text();
        recorded.values().removeIf(until -> !until.isAfter(now));
        boolean isNew = recorded.size() < MOST_REMEMBERED && recorded.putIfAbsent(text, now.plus(interval)) == null;
        if (isNew) {
            QuarkusTransaction.requiringNew().run(() -> record(entry));
        }
    }

    /**
     * As {@link #record}, unless the same was recorded within the interval, be it by an earlier run of the engine: for what
     * lasts until somebody mends it.
     */
    @Transactional
    public void recordAgainAfter(Duration interval, AuditEntry entry) {
        long kept = entities.createQuery(
                        "select count(*) from AuditEvent where code = :code and description = :text and time > :limit",
                        Long.class)
                .setParameter("code", entry.type().code())
                .setParameter("text", entry.text())
                .setParameter("limit", clock.instant().minus(interval))
                .getSingleResult();
        if (kept == 0) {
            record(entry);
        }
    }

    /**
     * As {@link #record}, unless the newest event of these types about the same host is of the entry's type already: for what
     * changes to and fro, whichever engine sees it.
     *
     * @param whenFirst whether it is recorded if there is no such event yet
     */
    @Transactional
    public void recordHostChange(UUID host, AuditEntry entry, Set<AuditType> types, boolean whenFirst) {
        Optional<Integer> newest = entities.createQuery(
                        "select code from AuditEvent where hostId = :host and code in (:codes) order by id desc",
                        Integer.class)
                .setParameter("host", host)
                .setParameter("codes", types.stream().map(AuditType::code).toList())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        if (newest.map(code -> code != entry.type().code()).orElse(whenFirst)) {
            record(entry);
        }
    }

    private String currentUser() {
        boolean inRequest = Arc.container().requestContext().isActive();
        return inRequest && !identity.isAnonymous() ? identity.getPrincipal().getName() : SYSTEM;
    }
}
