package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.IMPORTS;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitStatus;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalVm;

/** Requests that are answered before they are checked, that are only checked, and that are sent again. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class SubmissionIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    @Inject
    EntityManager entities;

    private ImportEstate estate;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.of("vm-1", "web"));
        agent.add(TestingMachine.of("vm-2", "mail"));
        agent.add(TestingMachine.of("vm-3", "busy", ExternalVm.UP, TestingMachine.disk()));
    }

    @AfterEach
    void release() {
        agent.release(VerbName.GET_EXTERNAL_VMS);
    }

    @Test
    void aRequestThatNobodyWaitsForIsAnsweredBeforeAnyHostHas() {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        String web = unique("web");

        List<String> ids = submit(
                        "?wait=false",
                        """
                        {%s, "imports": [{"virtual_machine": {"id": "vm-1"}, "name": "%s"},
                          {"virtual_machine": {"name": "mail"}}, {"virtual_machine": {"id": "vm-3"}},
                          {"virtual_machine": {"id": "vm-1"}, "cluster": {"name": "nowhere"}}]}
                        """
                                .formatted(estate.target(), web))
                .statusCode(202)
                .body("import.status", equalTo(List.of("validating", "validating", "validating", "failed")))
                .body("import[3].failure.field", equalTo("cluster"))
                .body("import[3].id", nullValue())
                .extract()
                .path("import.id");
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);
        get(IMPORTS + "/" + ids.get(1)).body("status", equalTo("validating")).body("name", equalTo("mail"));
        get(IMPORTS + "?status=validating").body("total", equalTo("3"));
        get("/importqueue").body("waiting", equalTo("3")).body("running", equalTo("0"));
        agent.release(VerbName.GET_EXTERNAL_VMS);

        awaitStatus(ids.get(0), "converting");
        awaitStatus(ids.get(1), "converting");
        awaitStatus(ids.get(2), "failed");
        get(IMPORTS + "/" + ids.get(0))
                .body("name", equalTo(web))
                .body("virtual_machine.name", equalTo("web"))
                .body("host.id", equalTo(estate.hostId()));
        get(IMPORTS + "/" + ids.get(1)).body("virtual_machine.id", equalTo("vm-2"));
        get(IMPORTS + "/" + ids.get(2))
                .body("failure.code", equalTo("VM_RUNNING"))
                .body("started", nullValue());
        String job = get(IMPORTS + "/" + ids.get(2)).extract().path("job.id");
        get("/jobs/" + job).body("status", equalTo("failed"));
        get("/jobs/" + job + "/steps").body("step.type", equalTo(List.of("validating")));
    }

    @Test
    void moreMachinesThanAnybodyWaitsForAreNeverWaitedFor() {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        String many = IntStream.range(0, 501)
                .mapToObj(number -> "{\"virtual_machine\": {\"id\": \"vm-%d\"}}".formatted(number))
                .collect(Collectors.joining(","));
        String request = "{%s, \"imports\": [%s]}".formatted(estate.target(), many);

        submit("?wait=true", request)
                .statusCode(400)
                .body("field", equalTo("imports"))
                .body("detail", containsString("wait=false"));
        submit("?dry_run=true", request).statusCode(400).body("field", equalTo("imports"));
        submit("", request)
                .statusCode(202)
                .body("import.status", hasSize(501))
                .body("import.status", everyItem(equalTo("validating")));

        agent.release(VerbName.GET_EXTERNAL_VMS);
        await().atMost(SOON).until(() -> get(IMPORTS + "?status=validating&max=1")
                .extract()
                .path("total")
                .equals("0"));
    }

    @Test
    void whatIsStillBeingCheckedCanBeCancelledAndItsNameIsFree() {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        String name = unique("web");
        String id = postMachine("vm-1", "?wait=false", name)
                .statusCode(202)
                .body("status", equalTo("validating"))
                .extract()
                .path("id");
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);

        post(IMPORTS + "/" + id + "/cancel", "{}").statusCode(200).body("import.status", equalTo("cancelled"));
        agent.release(VerbName.GET_EXTERNAL_VMS);

        estate.converting("vm-1", name);
        get(IMPORTS + "/" + id).body("status", equalTo("cancelled"));
    }

    @Test
    void whatIsCancelledBeforeItsCheckFailsKeepsNoName() {
        for (FailureCode obstacle : List.of(FailureCode.DOMAIN_NOT_ANSWERING, FailureCode.HOST_BUSY)) {
            agent.hold(VerbName.GET_EXTERNAL_VMS);
            agent.fail(VerbName.LIST_EXPORTED_VMS, obstacle);
            String name = unique("web");
            String id = submitted(name);
            await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);
            post(IMPORTS + "/" + id + "/cancel", "{}").statusCode(200);
            int asked = agent.asked(VerbName.LIST_EXPORTED_VMS);
            agent.release(VerbName.GET_EXTERNAL_VMS);
            await().atMost(SOON).until(() -> agent.asked(VerbName.LIST_EXPORTED_VMS) > asked);
            agent.heal(VerbName.LIST_EXPORTED_VMS);

            await().alias("the name is free after " + obstacle)
                    .atMost(SOON)
                    .until(() -> estate.submit("vm-1", name).extract().statusCode() == 202);
            get(IMPORTS + "/" + id).body("status", equalTo("cancelled"));
        }
    }

    @Test
    void aProviderWhosePasswordCannotBeDecryptedFailsWithWhatMendsIt() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update providers set password = 'lost:key' where id = :id")
                        .setParameter("id", UUID.fromString(estate.providerId()))
                        .executeUpdate());

        String id = submitted(unique("web"));

        awaitStatus(id, "failed");
        get(IMPORTS + "/" + id)
                .body("failure.code", equalTo("SOURCE_CREDENTIALS_REFUSED"))
                .body("failure.message", containsString("The password of the provider "))
                .body("failure.message", containsString("key lost"))
                .body("failure.remedy", containsString("Restore the key file"));
    }

    @Test
    void whatWasRefusedBeforeItsNameWasKnownGetsItWhenItIsTriedAgain() {
        String id = post(estate.machinePath("vm-3") + "?wait=false", "{%s}".formatted(estate.target()))
                .statusCode(202)
                .body("name", equalTo("vm-3"))
                .extract()
                .path("id");
        awaitStatus(id, "failed");
        agent.replace(TestingMachine.of("vm-3", "busy"));

        post(IMPORTS + "/" + id + "/retry", "").statusCode(202).body("import.name", equalTo("busy"));
    }

    @Test
    void aHostThatIsBusyIsAskedAgain() {
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.HOST_BUSY);
        String id = submitted(unique("web"));
        await().atMost(SOON).until(() -> agent.asked(VerbName.GET_EXTERNAL_VMS) > 1);
        get(IMPORTS + "/" + id).body("status", equalTo("validating"));

        agent.heal(VerbName.GET_EXTERNAL_VMS);

        awaitStatus(id, "converting");
    }

    @Test
    void aSourceThatDoesNotAnswerIsAskedAgain() {
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_UNREACHABLE);
        String id = submitted(unique("web"));
        await().atMost(SOON).until(() -> agent.asked(VerbName.GET_EXTERNAL_VMS) > 1);
        get(IMPORTS + "/" + id)
                .body("status", equalTo("validating"))
                .body("description", containsString("told to fail with SOURCE_UNREACHABLE"));

        agent.heal(VerbName.GET_EXTERNAL_VMS);

        awaitStatus(id, "converting");
    }

    /** As by another check of the same request, whose claim had ended because it stood still. */
    @Test
    void aNameThatTheImportItselfHasReservedIsNoReasonToRefuseIt() {
        String name = unique("web");
        String id = held(name);
        reserve(name, UUID.fromString(id), id);

        agent.release(VerbName.GET_EXTERNAL_VMS);

        awaitStatus(id, "converting");
    }

    @Test
    void aNameThatADeadEngineHasReservedIsWaitedFor() {
        String name = unique("web");
        String id = held(name);
        UUID left = UUID.randomUUID();
        reserve(name, left, id);

        agent.release(VerbName.GET_EXTERNAL_VMS);

        await().atMost(SOON).until(() -> get(IMPORTS + "/" + id)
                .extract()
                .<String>path("description")
                .startsWith("Waiting to be checked again: The name " + name + " is kept"));
        postMachine("vm-1", "?dry_run=true", name).statusCode(503).body("code", equalTo("ENGINE_BUSY"));
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("delete from vm_name_reservations where import_id = :left")
                        .setParameter("left", left)
                        .executeUpdate());
        awaitStatus(id, "converting");
    }

    @Test
    void aCheckThatIsLateTakesNoNameFromAnImportThatWasCancelledMeanwhileAndTriedAgainUnderAnotherOne() {
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_UNREACHABLE);
        String name = unique("web");
        String id = submitted(name);
        await().atMost(SOON).until(() -> agent.asked(VerbName.GET_EXTERNAL_VMS) > 0);
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        agent.heal(VerbName.GET_EXTERNAL_VMS);
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);
        post(IMPORTS + "/" + id + "/cancel", "{}").statusCode(200);
        awaitStatus(id, "cancelled");
        String other = unique("web");
        reserve(other, UUID.fromString(id), id); // as *Try again* does

        agent.release(VerbName.GET_EXTERNAL_VMS);

        await().atMost(SOON).until(() -> requests(id) == 0);
        assertThat(reserved(id)).isEqualTo(List.of(other));
    }

    private long requests(String id) {
        return QuarkusTransaction.requiringNew().call(() -> (Long) entities.createNativeQuery(
                        "select count(*) from submitted_machines where import_id = :import", Long.class)
                .setParameter("import", UUID.fromString(id))
                .getSingleResult());
    }

    private List<?> reserved(String id) {
        return QuarkusTransaction.requiringNew().call(() -> entities.createNativeQuery(
                        "select name from vm_name_reservations where import_id = :import", String.class)
                .setParameter("import", UUID.fromString(id))
                .getResultList());
    }

    /** The id of an import that is checked in the background. */
    private String submitted(String name) {
        return postMachine("vm-1", "?wait=false", name)
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** The id of an import whose check waits for the source. */
    private String held(String name) {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        String id = submitted(name);
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);
        return id;
    }

    /** Reserves a name in the data center of an import, as an engine does that is not there. */
    private void reserve(String name, UUID importId, String like) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "insert into vm_name_reservations (data_center_id, name, import_id, engine_id)"
                                + " select data_center_id, :name, :import, :engine from imports where id = :like")
                .setParameter("name", name)
                .setParameter("import", importId)
                .setParameter("engine", UUID.randomUUID())
                .setParameter("like", UUID.fromString(like))
                .executeUpdate());
    }

    @Test
    void howLongAHostWasBusyDoesNotCountAgainstASourceThatDoesNotAnswer() {
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.HOST_BUSY);
        String id = submitted(unique("web"));
        await().atMost(SOON).until(() -> agent.asked(VerbName.GET_EXTERNAL_VMS) > 0);
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_UNREACHABLE);

        await().atMost(SOON).until(() -> isDueWith(id, "tries = 20"));
        await().atMost(SOON).until(() -> get(IMPORTS + "/" + id)
                .extract()
                .<String>path("description")
                .contains("SOURCE_UNREACHABLE"));
        get(IMPORTS + "/" + id).body("status", equalTo("validating"));

        await().atMost(SOON).until(() -> isDueWith(id, "silences = 9"));
        awaitStatus(id, "failed");
        get(IMPORTS + "/" + id).body("failure.code", equalTo("SOURCE_UNREACHABLE"));
    }

    /** Whether the request of an import, which nobody checks at this moment, is to be checked at once, as if it had been so often before. */
    private boolean isDueWith(String id, String count) {
        return QuarkusTransaction.requiringNew()
                        .call(() -> entities.createNativeQuery("update import_submissions set " + count
                                        + ", due_at = created_at where claimed_until is null and id ="
                                        + " (select submission_id from submitted_machines where import_id = :id)")
                                .setParameter("id", UUID.fromString(id))
                                .executeUpdate())
                > 0;
    }

    @Test
    void aHostThatIsBusyIsWarnedOfOnceForAllMachinesOfARequest() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("org.ovirt.v2v.engine.imports.request.SubmissionCheck");
        Handler handler = warnings(logged);
        logger.addHandler(handler);
        try {
            agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.HOST_BUSY);
            submit(
                            "?wait=false",
                            """
                            {%s, "imports": [{"virtual_machine": {"id": "vm-1"}}, {"virtual_machine": {"id": "vm-2"}}]}
                            """
                                    .formatted(estate.target()))
                    .statusCode(202);
            await().atMost(SOON).until(() -> logged.size() > 1);
        } finally {
            logger.removeHandler(handler);
            agent.heal(VerbName.GET_EXTERNAL_VMS);
        }
        assertThat(logged).allMatch(line -> line.startsWith("2 of 2 machines could not be checked"));
    }

    private static Handler warnings(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord said) {
                if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
                    logged.add(new SimpleFormatter().formatMessage(said));
                }
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Test
    void twoMachinesOfARequestDoNotGetTheSameName() {
        String name = unique("web");

        List<String> ids = submit(
                        "?wait=false",
                        """
                        {%s, "imports": [{"virtual_machine": {"id": "vm-1"}, "name": "%s"},
                          {"virtual_machine": {"id": "vm-2"}, "name": "%2$s"}]}
                        """
                                .formatted(estate.target(), name))
                .statusCode(202)
                .extract()
                .path("import.id");

        awaitStatus(ids.get(0), "converting");
        awaitStatus(ids.get(1), "failed");
        get(IMPORTS + "/" + ids.get(1)).body("failure.code", equalTo("VM_NAME_IN_USE"));
    }

    @Test
    void theCommonMappingsOfARequestAreNotJudgedByAPartOfItsMachines() {
        List<String> ids = submitMapped("VM Network", "not allowed: a name with spaces")
                .body("import[1].failure.field", equalTo("name"))
                .extract()
                .path("import.id");

        awaitStatus(ids.get(0), "converting");
    }

    @Test
    void aCommonMappingOfANetworkThatNoMachineIsOnIsRefused() {
        List<String> ids = submitMapped("VM Netwerk", unique("proxy")).extract().path("import.id");

        for (String id : ids) {
            awaitStatus(id, "failed");
            get(IMPORTS + "/" + id)
                    .body("failure.code", equalTo("INVALID_REQUEST"))
                    .body("failure.message", containsString("None of these machines is on the network"));
        }
    }

    /** Two machines on a network each, mapped in common; the first network and the second machine are named as given. */
    private ValidatableResponse submitMapped(String network, String name) {
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-4", "inside"));
        agent.add(TestingMachine.on(List.of("DMZ"), "vm-5", "outside"));
        return submit(
                        "?wait=false",
                        """
                        {%s, "network_mappings": [{"source": "%s", "target": "ovirtmgmt"}, {"source": "DMZ", "target": "dmz"}],
                         "imports": [{"virtual_machine": {"id": "vm-4"}, "name": "%s"},
                          {"virtual_machine": {"id": "vm-5"}, "name": "%s"}]}
                        """
                                .formatted(estate.target(), network, unique("inside"), name))
                .statusCode(202);
    }

    @Test
    void aDryRunTellsWhatWouldBecomeOfEachAndImportsNone() {
        String taken = unique("taken");
        estate.converting("vm-2", taken);
        String total = get(IMPORTS + "?max=1").extract().path("total");
        String web = unique("web");

        submit(
                        "?dry_run=true",
                        """
                        {%s, "imports": [{"virtual_machine": {"id": "vm-1"}, "name": "%s"},
                          {"virtual_machine": {"id": "vm-3"}}, {"virtual_machine": {"id": "vm-1"}, "name": "%s"},
                          {"virtual_machine": {"id": "vm-1"}, "name": "%2$s"}]}
                        """
                                .formatted(estate.target(), web, taken))
                .statusCode(200)
                .body("import[0].name", equalTo(web))
                .body("import[0].id", nullValue())
                .body("import[0].status", nullValue())
                .body("import[0].virtual_machine.name", equalTo("web"))
                .body("import[0].host.id", equalTo(estate.hostId()))
                .body("import[1].failure.code", equalTo("VM_RUNNING"))
                .body("import[2].failure.code", equalTo("VM_NAME_IN_USE"))
                .body("import[3].failure.code", equalTo("VM_NAME_IN_USE"));
        postMachine("vm-1", "?dry_run=true", web).statusCode(200).body("name", equalTo(web));
        postMachine("vm-3", "?dry_run=true", web).statusCode(409).body("code", equalTo("VM_RUNNING"));
        postMachine("vm-1", "?dry_run=true&wait=false", web).statusCode(400).body("field", equalTo("wait"));

        get(IMPORTS + "?max=1").body("total", equalTo(total));
        estate.submit("vm-1", web).statusCode(202);
    }

    @Test
    void aRequestThatIsSentAgainUnderItsKeyIsAnsweredAgainAndDoneOnce() {
        String key = UUID.randomUUID().toString();
        String request = "{%s, \"imports\": [{\"virtual_machine\": {\"id\": \"vm-1\"}, \"name\": \"%s\"}]}"
                .formatted(estate.target(), unique("web"));
        String other = request.replace("vm-1", "vm-2");

        for (String how : List.of("", "?wait=false")) {
            String ofItsOwn = key + how;
            String first = keyed(ofItsOwn, estate.batchPath() + how, request)
                    .statusCode(202)
                    .body("import[0].id", notNullValue())
                    .extract()
                    .asString();
            String total = total();
            String second = keyed(ofItsOwn, estate.batchPath() + how, request)
                    .statusCode(202)
                    .contentType(ContentType.JSON)
                    .extract()
                    .asString();
            assertThat(second).isEqualTo(first);
            keyed(ofItsOwn, estate.batchPath() + how, other).statusCode(422).body("detail", containsString(ofItsOwn));
            assertThat(total()).as("imports").isEqualTo(total);
            leftovers.clear();
            agent.add(TestingMachine.of("vm-1", "web"));
        }
    }

    private static String total() {
        return get(IMPORTS + "?max=1").extract().path("total");
    }

    @Test
    void aRequestThatWasRefusedMayBeSentAgainUnderItsKey() {
        String key = unique("key");
        String request = "{\"name\": \"%s\", %s}".formatted(unique("web"), estate.target());
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_UNREACHABLE);
        keyed(key, estate.machinePath("vm-1"), request).statusCode(400);

        agent.heal(VerbName.GET_EXTERNAL_VMS);

        String id = keyed(key, estate.machinePath("vm-1"), request)
                .statusCode(202)
                .extract()
                .path("id");
        keyed(key, estate.machinePath("vm-1"), request).statusCode(202).body("id", equalTo(id));
        keyed("x".repeat(256), estate.machinePath("vm-1"), request)
                .statusCode(400)
                .body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void aRequestThatIsStillWorkedOnIsNotBegunAgain() {
        String key = unique("key");
        String request = "{\"name\": \"%s\", %s}".formatted(unique("web"), estate.target());
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        Thread first = new Thread(() -> keyed(key, estate.machinePath("vm-1"), request));
        first.start();
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == 1);

        keyed(key, estate.machinePath("vm-1"), request).statusCode(409).body("detail", containsString(key));

        agent.release(VerbName.GET_EXTERNAL_VMS);
        await().atMost(SOON).until(() -> !first.isAlive());
        keyed(key, estate.machinePath("vm-1"), request).statusCode(202);
    }

    private ValidatableResponse submit(String query, String request) {
        return post(estate.batchPath() + query, request);
    }

    private ValidatableResponse postMachine(String machine, String query, String name) {
        return post(estate.machinePath(machine) + query, "{\"name\": \"%s\", %s}".formatted(name, estate.target()));
    }

    private static ValidatableResponse keyed(String key, String path, String request) {
        return administrator()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(request)
                .post(API + path)
                .then();
    }
}
