package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.IMPORTS;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitStatus;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.VerbName;

/** Imports that are tried again because somebody asks for it. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class ImportRetryIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    @Inject
    NameReservations names;

    private ImportEstate estate;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-1", "web"));
    }

    @Test
    void anImportThatHasFailedIsTriedAgainWithOtherSettingsAndKeepsItsHistory() {
        String name = unique("web");
        String id = failed(name);
        String firstJob = get(IMPORTS + "/" + id).extract().path("job.id");
        String other = unique("other");

        retry(id, "{\"name\": \"%s\", \"format\": \"cow\"}".formatted(other))
                .statusCode(202)
                .rootPath("import")
                .body("id", equalTo(id))
                .body("name", equalTo(other))
                .body("status", equalTo("queued"))
                .body("attempt", equalTo("2"))
                .body("progress", equalTo("0"))
                .body("failure", nullValue())
                .body("ended", nullValue())
                .body("job.id", not(equalTo(firstJob)));

        awaitStatus(id, "converting");
        assertThat(agent.conversions()).last().satisfies(sent -> {
            assertThat(sent.machineId()).hasToString(id);
            assertThat(sent.vminfo().targetName()).isEqualTo(other);
            assertThat(sent.vminfo().format().name()).isEqualTo("COW");
            assertThat(sent.vminfo().sourceId()).isEqualTo("vm-1");
        });
        finish(currentJob(id));
        awaitStatus(id, "succeeded");
        get(IMPORTS + "/" + id + "/attempts")
                .body("attempt.number", equalTo(List.of("1", "2")))
                .body("attempt.outcome", equalTo(List.of("failed", "succeeded")))
                .body("attempt[0].failure.code", equalTo("GUEST_HIBERNATED"))
                .body("attempt[0].id", equalTo(id));
        get("/jobs/" + firstJob).body("status", equalTo("failed"));
        get("/jobs/" + get(IMPORTS + "/" + id).extract().path("job.id")).body("status", equalTo("finished"));
        get("/events?search=vm.id=" + id)
                .body("event.code", equalTo(List.of("1152", "1193", "20012", "1153", "1194", "1193", "1165")))
                .body("event[2].description", containsString(EngineRequests.USER));
        // the name that it does not have any more is free, and the other one too now
        estate.submit("vm-1", name).statusCode(202);
    }

    @Test
    void anImportThatWasCancelledBeforeItBeganBegins() {
        estate.converting("vm-1", unique("one"));
        estate.converting("vm-1", unique("two"));
        String id = estate.submit("vm-1", unique("three")).extract().path("id");
        post(IMPORTS + "/" + id + "/cancel", "").body("import.status", equalTo("cancelled"));

        retry(id, "").statusCode(202).body("import.attempt", equalTo("1"));

        agent.jobIds().forEach(this::finish);
        awaitStatus(id, "converting");
        assertThat(currentJob(id)).hasToString(id);
    }

    @Test
    void onlyWhatHasFailedOrWasCancelledIsTriedAgain() {
        String id = estate.converting("vm-1", unique("web"));
        retry(id, "").statusCode(409).body("detail", containsString("is converting"));
        finish(currentJob(id));
        awaitStatus(id, "succeeded");

        retry(id, "").statusCode(409).body("detail", containsString("is succeeded"));
        retry(UUID.randomUUID().toString(), "").statusCode(404);
    }

    @Test
    void aNameThatSomebodyElseHasTakenMeanwhileStaysTheirs() {
        String name = unique("web");
        String id = failed(name);
        String other = estate.converting("vm-1", name);

        retry(id, "").statusCode(409).body("code", equalTo("VM_NAME_IN_USE"));
        retry(id, "").statusCode(409).body("code", equalTo("VM_NAME_IN_USE"));
        estate.submit("vm-1", name).statusCode(409);

        get(IMPORTS + "/" + id).body("status", equalTo("failed"));
        retry(id, "{\"name\": \"%s\"}".formatted(unique("free"))).statusCode(202);
        finish(UUID.fromString(other));
        awaitStatus(other, "succeeded");
    }

    @Test
    void ofTwoWhoTryAnImportAgainAtOnceTheSecondIsNotToldOfAnotherImport() {
        String id = failed(unique("web"));
        agent.hold(VerbName.LIST_EXPORTED_VMS);
        CompletableFuture<Integer> first =
                CompletableFuture.supplyAsync(() -> retry(id, "").extract().statusCode());
        await().atMost(SOON).until(() -> agent.waiting(VerbName.LIST_EXPORTED_VMS) == 1);

        retry(id, "")
                .statusCode(503)
                .body("code", equalTo("ENGINE_BUSY"))
                .body("detail", containsString("is being checked already"));
        agent.release(VerbName.LIST_EXPORTED_VMS);

        assertThat(first).succeedsWithin(SOON).isEqualTo(202);
    }

    /** As of one that was cancelled while it was checked, when that check ends at last. */
    @Test
    void anImportWhoseNameIsReleasedWhileItIsCheckedIsNotTriedAgainWithoutIt() {
        String id = failed(unique("web"));
        agent.hold(VerbName.LIST_EXPORTED_VMS);
        CompletableFuture<Integer> checked =
                CompletableFuture.supplyAsync(() -> retry(id, "").extract().statusCode());
        await().atMost(SOON).until(() -> agent.waiting(VerbName.LIST_EXPORTED_VMS) == 1);

        names.release(UUID.fromString(id));
        agent.release(VerbName.LIST_EXPORTED_VMS);

        assertThat(checked).succeedsWithin(SOON).isEqualTo(503);
        get(IMPORTS + "/" + id).body("status", equalTo("failed"));
        retry(id, "").statusCode(202);
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() {
        String name = unique("web");
        String id = failed(name);

        retry(id, "{\"name\": \"a b\"}").statusCode(400).body("field", equalTo("name"));
        retry(id, "{\"cluster\": {\"name\": \"none\"}}").statusCode(400).body("field", equalTo("cluster"));
        retry(id, "{\"colour\": \"red\"}").statusCode(400);
        retry(id, "{\"network_mappings\": [{\"source\": \"none\", \"target\": \"ovirtmgmt\"}]}")
                .statusCode(400)
                .body("field", equalTo("network_mappings"));

        get(IMPORTS + "/" + id).body("status", equalTo("failed")).body("failure", notNullValue());
        estate.submit("vm-1", name).statusCode(202);
    }

    @Test
    void mappingsThatWereMadeForOtherMachinesTooAreNoHindrance() {
        agent.add(TestingMachine.on(List.of("DMZ"), "vm-2", "shop"));
        String id = post(
                        estate.batchPath(),
                        """
                        {%s, "network_mappings": [{"source": "VM Network", "target": "a"}, {"source": "DMZ", "target": "b"}],
                         "imports": [{"virtual_machine": {"id": "vm-1"}, "name": "%s"},
                          {"virtual_machine": {"id": "vm-2"}, "name": "%s"}]}
                        """
                                .formatted(estate.target(), unique("web"), unique("shop")))
                .extract()
                .path("import[0].id");
        awaitStatus(id, "converting");
        fail(currentJob(id));
        awaitStatus(id, "failed");

        retry(id, "").statusCode(202);

        awaitStatus(id, "converting");
        assertThat(agent.conversions()).last().satisfies(sent -> assertThat(
                        sent.vminfo().networks())
                .containsExactly(new NetworkMapping("VM Network", "a")));
    }

    @Test
    void mappingsAreTakenBackInXmlByAnEmptyList() {
        String id = post(
                        estate.machinePath("vm-1"),
                        "{%s, \"name\": \"%s\", \"network_mappings\": [{\"source\": \"VM Network\", \"target\": \"a\"}]}"
                                .formatted(estate.target(), unique("web")))
                .statusCode(202)
                .extract()
                .path("id");
        awaitStatus(id, "converting");
        fail(currentJob(id));
        awaitStatus(id, "failed");
        retry(id, "{\"network_mappings\": \"\"}").statusCode(400).body("field", equalTo("network_mappings"));

        administrator()
                .contentType("application/xml")
                .body("<import><network_mappings/></import>")
                .post(API + IMPORTS + "/" + id + "/retry")
                .then()
                .statusCode(202);

        awaitStatus(id, "converting");
        assertThat(agent.conversions())
                .last()
                .satisfies(sent -> assertThat(sent.vminfo().networks()).isEmpty());
    }

    @Test
    void whatAnEarlierAttemptHasSpoiltHasToBeRemovedFirst() {
        String name = unique("web");
        String id = estate.converting("vm-1", name);
        agent.ovf("<html/>");
        finish(currentJob(id));
        awaitStatus(id, "failed");
        agent.add(new ExportedVm(UUID.fromString(id), name, 1024, 1, "debian", List.of()));

        retry(id, "").statusCode(409).body("code", equalTo("VM_ID_IN_USE")).body("detail", containsString(name));
    }

    @Test
    void anImportBeginsWhenItIsToBegin() {
        Instant begin = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        String id = post(
                        estate.machinePath("vm-1"),
                        "{%s, \"name\": \"%s\", \"start_time\": \"%s\"}"
                                .formatted(estate.target(), unique("later"), begin))
                .statusCode(202)
                .body("start_time", equalTo(begin.toString()))
                .body("waiting_for", equalTo("start_time"))
                .body("description", containsString(begin.toString()))
                .extract()
                .path("id");
        String other = estate.converting("vm-1", unique("now"));

        get(IMPORTS + "/" + id).body("status", equalTo("queued"));
        awaitStatus(id, "converting");
        assertThat(Instant.now()).isAfterOrEqualTo(begin);
        fail(currentJob(id));
        awaitStatus(id, "failed");

        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        retry(id, "{\"start_time\": \"%s\"}".formatted(tomorrow))
                .statusCode(202)
                .body("import.waiting_for", equalTo("start_time"));
        post(IMPORTS + "/" + id + "/cancel", "").body("import.status", equalTo("cancelled"));
        retry(id, "{\"start_time\": \"%s\"}".formatted(tomorrow.plus(Duration.ofDays(400))))
                .statusCode(400)
                .body("field", equalTo("start_time"));
        retry(id, "{\"start_time\": \"soon\"}").statusCode(400).body("field", equalTo("start_time"));
        retry(id, "").statusCode(202).body("import.waiting_for", equalTo("start_time"));
        post(IMPORTS + "/" + id + "/cancel", "").body("import.status", equalTo("cancelled"));
        retry(id, "{\"start_time\": \"%s\"}".formatted(Instant.now())).statusCode(202);
        awaitStatus(id, "converting");
        finish(UUID.fromString(other));
    }

    @Test
    void howLongTheEngineWaitsByItselfIsNoStartTime() {
        agent.fail(VerbName.CONVERT_EXTERNAL_VM, FailureCode.HOST_BUSY);
        String id = estate.submit("vm-1", unique("web")).extract().path("id");
        // each wait is twice as long as the one before
        await().atMost(SOON)
                .until(() -> get(IMPORTS + "/" + id).extract().path("attempt").equals("5"));
        get(IMPORTS + "/" + id).body("status", equalTo("queued")).body("start_time", notNullValue());
        post(IMPORTS + "/" + id + "/cancel", "").body("import.status", equalTo("cancelled"));
        agent.heal(VerbName.CONVERT_EXTERNAL_VM);

        retry(id, "").statusCode(202).body("import.start_time", nullValue());
    }

    private String failed(String name) {
        String id = estate.converting("vm-1", name);
        fail(currentJob(id));
        awaitStatus(id, "failed");
        return id;
    }

    private static ValidatableResponse retry(String id, String edits) {
        return post(IMPORTS + "/" + id + "/retry", edits);
    }

    private UUID currentJob(String id) {
        await().atMost(SOON).until(() -> !attempts(id).isEmpty());
        List<String> attempts = attempts(id);
        return UUID.fromString(attempts.get(attempts.size() - 1));
    }

    private static List<String> attempts(String id) {
        return get(IMPORTS + "/" + id + "/attempts").extract().path("attempt.id");
    }

    private void finish(UUID job) {
        agent.report(job, JobStatus.DONE, Phase.FINISHED, 100, null);
    }

    private void fail(UUID job) {
        agent.report(
                job,
                JobStatus.ERROR,
                Phase.FINISHED,
                10,
                Failure.of(FailureCode.GUEST_HIBERNATED, "The guest is hibernated."));
    }
}
