package org.ovirt.v2v.engine.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.put;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.IMPORTS;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitMember;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitStatus;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

/** In which order imports begin, and what keeps them from it; the host runs two at a time. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class ImportQueueIT {
    private static final String QUEUE = "/importqueue";

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    private ImportEstate estate;
    private String first;

    @BeforeEach
    void fillTheHost() {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-1", "web"));
        first = estate.converting("vm-1", unique("first"));
        estate.converting("vm-1", unique("second"));
    }

    @AfterEach
    void resume() {
        post(QUEUE + "/resume", "").body("import_queue.paused", equalTo("false"));
        leftovers.clear();
    }

    @Test
    void importsHaveAPlaceAndThoseOfAHigherPriorityBeginFirst() {
        String usual = queued("{}");
        String late = queued("{\"priority\": 10}");
        String early = queued("{\"priority\": 90}");
        awaitPlaces(early, usual, late);
        get(IMPORTS).body("import.find { it.id == '" + late + "' }.place", equalTo("3"));
        get(IMPORTS + "/" + usual).body("priority", equalTo("50"));

        put(IMPORTS + "/" + late, "{\"priority\": 100}").body("priority", equalTo("100"));
        awaitPlaces(late, early, usual);
        finish(first);

        awaitStatus(late, "converting");
        get(IMPORTS + "/" + late).body("place", nullValue());
        get(IMPORTS + "/" + early).body("status", equalTo("queued")).body("place", equalTo("1"));
        put(IMPORTS + "/" + late, "{\"priority\": 1}")
                .statusCode(409)
                .body("detail", containsString("is converting and cannot change its place"));
    }

    @Test
    void onceSomeHaveSucceededThoseThatWaitTellWhenTheyAreLikelyToBegin() {
        finish(first);
        for (int number = 0; number < 4; number++) {
            String next = estate.converting("vm-1", unique("next"));
            finish(next);
            awaitStatus(next, "succeeded");
        }
        estate.converting("vm-1", unique("last"));

        String waiting = queued("{}");
        String paused = queued("{}");
        post(IMPORTS + "/" + paused + "/pause", "").statusCode(200);

        get(IMPORTS + "/" + waiting).body("estimated_start", notNullValue());
        get(IMPORTS + "/" + paused).body("estimated_start", nullValue());
    }

    @Test
    void anImportThatIsPausedLetsOthersPassUntilItIsResumed() {
        String paused = queued("{}");
        String next = queued("{}");
        post(IMPORTS + "/" + paused + "/pause", "")
                .body("import.paused", equalTo("true"))
                .body("import.waiting_for", equalTo("paused"))
                .body("import.description", equalTo("Paused"))
                .body("import.place", nullValue());
        awaitPlaces(next);

        finish(first);
        awaitStatus(next, "converting");
        finish(next);
        awaitStatus(next, "succeeded");
        get(IMPORTS + "/" + paused).body("status", equalTo("queued")).body("paused", equalTo("true"));

        post(IMPORTS + "/" + paused + "/resume", "").body("import.paused", nullValue());
        awaitStatus(paused, "converting");
        post(IMPORTS + "/" + paused + "/pause", "")
                .statusCode(409)
                .body("detail", containsString("is converting and cannot be paused"));
        post(IMPORTS + "/" + UUID.randomUUID() + "/pause", "").statusCode(404);
    }

    @Test
    void nothingBeginsWhileTheQueueIsPausedAndWhatRunsGoesOn() {
        post(QUEUE + "/pause", "")
                .statusCode(200)
                .body("import_queue.paused", equalTo("true"))
                .body("import_queue.paused_by", equalTo(EngineRequests.USER));
        String waiting = queued("{}");
        finish(first);
        awaitStatus(first, "succeeded");
        awaitMember(waiting, "waiting_for", "queue_paused");
        get(IMPORTS + "/" + waiting)
                .body("status", equalTo("queued"))
                .body("description", containsString("paused by " + EngineRequests.USER));
        get(QUEUE).body("waiting", equalTo("1")).body("running", equalTo("1"));

        post(QUEUE + "/resume", "")
                .body("import_queue.paused", equalTo("false"))
                .body("import_queue.paused_by", nullValue());

        awaitStatus(waiting, "converting");
        post(QUEUE + "/pause", "").body("import_queue.paused", equalTo("true"));
        post(QUEUE + "/resume", "").body("import_queue.paused", equalTo("false"));
        get("/events?max=50").body("event.code.flatten()", hasItems("20014", "20015"));
    }

    @Test
    void aPriorityIsANumberUpToAHundred() {
        submit("{\"priority\": 101}").statusCode(400).body("field", equalTo("priority"));
        submit("{\"priority\": -1}").statusCode(400).body("field", equalTo("priority"));
        String id = queued("{}");
        put(IMPORTS + "/" + id, "{\"priority\": 1000}").statusCode(400).body("field", equalTo("priority"));
        put(IMPORTS + "/" + id, "{}").statusCode(400).body("detail", containsString("priority"));
    }

    private String queued(String more) {
        return submit(more)
                .statusCode(202)
                .body("status", equalTo("queued"))
                .extract()
                .path("id");
    }

    private ValidatableResponse submit(String more) {
        String members = more.substring(1, more.length() - 1);
        return post(
                estate.machinePath("vm-1"),
                "{%s, \"name\": \"%s\"%s}"
                        .formatted(estate.target(), unique("waiting"), members.isEmpty() ? "" : ", " + members));
    }

    private static void awaitPlaces(String... ids) {
        for (int place = 1; place <= ids.length; place++) {
            awaitMember(ids[place - 1], "place", Integer.toString(place));
        }
    }

    private void finish(String id) {
        agent.report(UUID.fromString(id), JobStatus.DONE, Phase.FINISHED, 100, null);
    }
}
