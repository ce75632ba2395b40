package org.ovirt.v2v.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;

@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class AuditRetentionIT {
    private static final String PASSWORD = "some-Passw0rd";
    /** So many are removed at once. */
    private static final int SOME = 3;

    private final String name = unique("retention");

    @Inject
    AuditRetention retention;

    @Inject
    AuditEventRepository events;

    @Inject
    EntityManager entities;

    @Test
    void eventsOfThirtyDaysAreKeptAndOlderOnesNot() {
        store(Duration.ofDays(31));
        store(Duration.ofDays(29));
        assertThat(stored()).hasSize(2);
        assertThat(retention.removeOld(SOME)).isPositive();
        assertThat(stored()).singleElement().satisfies(event -> assertThat(event.time())
                .isAfter(Instant.now().minus(Duration.ofDays(30))));
    }

    @Test
    void allOldOnesGoHoweverManyTheyAre() {
        IntStream.rangeClosed(0, 2 * SOME).forEach(number -> store(Duration.ofDays(31 + number)));
        store(Duration.ofDays(1));
        assertThat(retention.removeOld(SOME)).isGreaterThan(2 * SOME);
        assertThat(stored()).singleElement().satisfies(event -> assertThat(event.time())
                .isAfter(Instant.now().minus(Duration.ofDays(2))));
    }

    /** Ansible's modules ask for the newest event before they import, and fail if there is none. */
    @Test
    void anOperatorOfAQuietDataCenterStillSeesItsNewestEvent() {
        String quiet = unique("quiet");
        String id = add("/datacenters", "{\"name\": \"%s\"}".formatted(quiet));
        String user = unique("operator") + "@internal";
        add("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(user, PASSWORD));
        add(
                "/permissions",
                "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"ImportOperator\"}, \"data_center\": {\"id\": \"%s\"}}"
                        .formatted(user, id));
        age("data_center_id = :id", Map.of("id", UUID.fromString(id)));
        List<String> before = seenBy(user, 10);
        assertThat(before).hasSizeGreaterThan(1);
        retention.removeOld(SOME);
        assertThat(seenBy(user, 1)).containsExactly(before.get(0));
        assertThat(seenBy(user, 10)).containsExactly(before.get(0));
    }

    @Test
    void theNewestEventOfNoDataCenterStays() {
        store(Duration.ofDays(29));
        age("data_center_id is null", Map.of());
        retention.removeOld(SOME);
        assertThat(events.list(EventQuery.of("")).stream()
                        .filter(event -> event.about(AuditSubject.DATA_CENTER).isEmpty()))
                .isNotEmpty();
    }

    private static List<String> seenBy(String user, int max) {
        return anonymous()
                .auth()
                .preemptive()
                .basic(user, PASSWORD)
                .get(API + "/events?max=" + max)
                .then()
                .statusCode(200)
                .extract()
                .path("event.id");
    }

    /** As if these events were older than they are kept. */
    private void age(String which, Map<String, UUID> values) {
        QuarkusTransaction.requiringNew().run(() -> {
            Query query = entities.createNativeQuery("update audit_events set recorded_at = :time where " + which)
                    .setParameter("time", Instant.now().minus(Duration.ofDays(31)));
            values.forEach(query::setParameter);
            query.executeUpdate();
        });
    }

    private List<AuditEvent> stored() {
        return events.list(EventQuery.of("provider.name=" + name));
    }

    private void store(Duration age) {
        AuditEntry entry = AuditEntry.of(AuditType.PROVIDER_ADDED).about(AuditSubject.PROVIDER, name);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.persist(new AuditEvent(entry, Instant.now().minus(age))));
    }
}
