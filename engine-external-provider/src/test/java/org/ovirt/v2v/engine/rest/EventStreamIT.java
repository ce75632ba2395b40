package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.testbed.EventStream;

/** What somebody hears who listens to events. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class EventStreamIT {
    private static final String STREAM = "/events/stream";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    AuditLog log;

    private final String name = unique("listened");

    @Test
    void eachEventComesAsTheListHasIt() {
        try (EventStream stream = EventStream.open(client(), STREAM)) {
            add("/datacenters", "{\"name\": \"%s\"}".formatted(name));
            await().atMost(SOON).until(() -> !heard(stream).isEmpty());

            JsonNode event = heard(stream).get(0);
            assertThat(event.path("data_center").path("name").asText()).isEqualTo(name);
            get("/events/" + event.path("id").asText())
                    .body("description", equalTo(event.path("description").asText()))
                    .body("code", equalTo(event.path("code").asText()));
        }
    }

    @Test
    void whoeverWasCutOffHearsAllThatHasComeMeanwhileAndNothingTwice() {
        String lastId;
        try (EventStream stream = EventStream.open(client(), STREAM)) {
            record("first");
            await().atMost(SOON).until(() -> heard(stream).size() == 1);
            lastId = stream.lastId();
        }
        record("second");
        record("third");

        try (EventStream resumed = EventStream.resume(client(), STREAM, lastId)) {
            record("fourth");
            await().atMost(SOON).until(() -> heard(resumed).size() >= 3);
            assertThat(providers(resumed)).containsExactly(name + "second", name + "third", name + "fourth");
        }
    }

    @Test
    void whoeverWasCutOffBeforeTheFirstEventHearsAllThatHasComeMeanwhile() {
        String wanted = STREAM + "?search=provider.name%3D" + name + "wanted";
        String lastId;
        try (EventStream stream = EventStream.open(client(), wanted)) {
            await().atMost(SOON).until(() -> !stream.lastId().isEmpty());
            lastId = stream.lastId();
            assertThat(stream.events()).isEmpty();
        }
        record("wanted");

        try (EventStream resumed = EventStream.resume(client(), wanted, lastId)) {
            await().atMost(SOON).until(() -> !heard(resumed).isEmpty());
            assertThat(providers(resumed)).containsExactly(name + "wanted");
        }
    }

    /** As after an older backup of the database was restored. */
    @Test
    void whoeverHasReadFurtherThanThereIsAnythingHearsWhatComesNext() {
        try (EventStream resumed = EventStream.resume(client(), STREAM, "999999999");
                EventStream begun = EventStream.open(client(), STREAM + "?from=999999999")) {
            record("next");
            await().atMost(SOON)
                    .until(() -> providers(resumed).equals(List.of(name + "next"))
                            && providers(begun).equals(List.of(name + "next")));
        }
    }

    @Test
    void anEventThatIsCommittedLateIsNotMissed() {
        try (EventStream stream = EventStream.open(client(), STREAM)) {
            QuarkusTransaction.requiringNew().run(() -> {
                log.record(entry("early"));
                QuarkusTransaction.requiringNew().run(() -> log.record(entry("late")));
                await().atMost(SOON).until(() -> providers(stream).equals(List.of(name + "late")));
            });
            await().atMost(SOON).until(() -> providers(stream).equals(List.of(name + "late", name + "early")));
        }
    }

    @Test
    void onlyWhatIsSearchedForComes() {
        record("before");
        String from = get("/events?max=1").extract().path("event[0].id");
        record("wanted");
        record("unwanted");
        String search = "?search=provider.name%3D" + name + "wanted&from=" + from;
        try (EventStream stream = EventStream.open(client(), STREAM + search)) {
            record("wanted");
            await().atMost(SOON).until(() -> stream.events().size() == 2);
            assertThat(providers(stream)).containsExactly(name + "wanted", name + "wanted");
        }
        refused("?search=sortby time", "search");
        refused("?search=colour=red", "search");
        refused("?from=yesterday", "from");
        anonymous().get(API + STREAM).then().statusCode(401);
    }

    @Test
    void aProxyIsToldToForwardEachEventAtOnce() {
        try (EventStream stream = EventStream.open(client(), STREAM)) {
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
        }
    }

    private static void refused(String query, String field) {
        administrator()
                .accept("text/event-stream, application/json")
                .get(API + STREAM + query)
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    private AuditEntry entry(String what) {
        return AuditEntry.of(AuditType.PROVIDER_ADDED).about(AuditSubject.PROVIDER, name + what);
    }

    private void record(String what) {
        QuarkusTransaction.requiringNew().run(() -> log.record(entry(what)));
    }

    private List<JsonNode> heard(EventStream stream) {
        return stream.events().stream()
                .filter(event -> event.toString().contains(name))
                .toList();
    }

    private List<String> providers(EventStream stream) {
        return heard(stream).stream()
                .map(event -> event.path("external_vm_provider").path("name").asText())
                .toList();
    }
}
