package org.ovirt.v2v.engine.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes old events at the start and once a day, so that the table does not grow for ever. */
@ApplicationScoped
public class AuditRetention {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

    private final EntityManager entities;
    private final AuditSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final PeriodicTasks timer = new PeriodicTasks("audit-retention");

    public AuditRetention(EntityManager entities, AuditSettings settings) {
        this.entities = entities;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        timer.every(Duration.ZERO, Duration.ofDays(1), this::tryToRemove);
    }

    @PreDestroy
    void stop() {
        timer.end();
    }

    /**
     * Removes those that are older than they are kept, and tells how many there were. The newest of each data center stays, and so
     * does the newest of none: clients such as Ansible's ask for the newest event before they import, and fail if there is none.
     */
    int removeOld() {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("delete from AuditEvent where time < :limit and id not in"
                                + " (select max(newest.id) from AuditEvent newest group by newest.dataCenterId)")
                        .setParameter("limit", clock.instant().minus(settings.keep()))
                        .executeUpdate());
    }

    private void tryToRemove() {
        try {
            int removed = removeOld();
            if (removed > 0) {
                LOG.info("{} events older than {} were removed", removed, settings.keep());
            }
        } catch (RuntimeException e) {
            LOG.warn("Old events cannot be removed; the next attempt is in a day", e);
        }
    }
}
