package org.ovirt.v2v.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;

@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class AuditRetentionIT {
    private static final String NAME = "retention-of-events";

    @Inject
    AuditRetention retention;

    @Inject
    AuditEventRepository events;

    @Inject
    EntityManager entities;

    @Test
    void eventsOfThirtyDaysAreKeptAndOlderOnesNot() {
        store(Duration.ofDays(29));
        store(Duration.ofDays(31));
        assertThat(stored()).hasSize(2);
        assertThat(retention.removeOld()).isPositive();
        assertThat(stored()).singleElement().satisfies(event -> assertThat(event.time())
                .isAfter(Instant.now().minus(Duration.ofDays(30))));
    }

    private List<AuditEvent> stored() {
        return events.list(EventQuery.of("provider.name=" + NAME));
    }

    private void store(Duration age) {
        AuditEntry entry = AuditEntry.of(AuditType.PROVIDER_ADDED).about(AuditSubject.PROVIDER, NAME);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.persist(new AuditEvent(entry, Instant.now().minus(age))));
    }
}
