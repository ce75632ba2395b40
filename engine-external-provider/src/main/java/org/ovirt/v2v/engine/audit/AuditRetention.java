package org.ovirt.v2v.engine.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes old events once a day, so that the table does not grow for ever. */
@ApplicationScoped
public class AuditRetention {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);
    private static final int AT_ONCE = 5_000;

    private final EntityManager entities;
    private final AuditSettings settings;
    private final Clock clock;
    private final PeriodicTasks timer = new PeriodicTasks("audit-retention");

    public AuditRetention(EntityManager entities, AuditSettings settings, Clock clock) {
        this.entities = entities;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer.daily(this::tryToRemove);
    }

    @PreDestroy
    void stop() {
        timer.end();
    }

    /**
     * Removes those that are older than they are kept, and tells how many there were. The newest of each data center stays, and so
     * does the newest of none: clients such as Ansible's ask for the newest event before they import, and fail if there is none.
     *
     * @param atOnce how many in a transaction: all that have gathered would take longer than one may
     */
    int removeOld(int atOnce) {
        Instant limit = clock.instant().minus(settings.keep());
        List<Long> kept = QuarkusTransaction.requiringNew().call(this::newest);
        int removed = 0;
        int last;
        do {
            last = QuarkusTransaction.requiringNew().call(() -> removeSome(limit, kept, atOnce));
            removed += last;
        } while (last == atOnce);
        return removed;
    }

    private List<Long> newest() {
        return entities.createQuery("select max(id) from AuditEvent group by dataCenterId", Long.class)
                .getResultList();
    }

    private int removeSome(Instant limit, List<Long> kept, int atOnce) {
        List<Long> old = entities.createQuery(
                        "select id from AuditEvent where time < :limit and id not in (:kept) order by time", Long.class)
                .setParameter("limit", limit)
                .setParameter("kept", kept)
                .setMaxResults(atOnce)
                .getResultList();
        if (!old.isEmpty()) {
            entities.createQuery("delete from AuditEvent where id in (:old)")
                    .setParameter("old", old)
                    .executeUpdate();
        }
        return old.size();
    }

    private void tryToRemove() {
        try {
            int removed = removeOld(AT_ONCE);
            if (removed > 0) {
                LOG.info("{} events older than {} were removed", removed, settings.keep());
            }
        } catch (RuntimeException e) {
            LOG.warn("Old events cannot be removed; the next attempt is in a day", e);
        }
    }
}
