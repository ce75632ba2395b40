package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.delete;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalVm;

@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class ImportsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    private ImportEstate estate;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.of("vm-1", "web"));
        agent.add(TestingMachine.of("vm-2", "mail"));
    }

    @Test
    void anImportIsFollowedToItsEnd() {
        String name = unique("web");
        ValidatableResponse accepted = estate.submit("vm-1", name).statusCode(202);
        String id = accepted.body("status", equalTo("queued"))
                .body("name", equalTo(name))
                .body("progress", equalTo("0"))
                .body("virtual_machine.id", equalTo("vm-1"))
                .body("virtual_machine.name", equalTo("web"))
                .body("external_vm_provider.id", equalTo(estate.providerId()))
                .body("host.id", equalTo(estate.hostId()))
                .body("cluster.name", equalTo(estate.cluster()))
                .body("storage_domain.name", equalTo(estate.domain()))
                .body("created", notNullValue())
                .extract()
                .path("id");
        accepted.body("vm.id", equalTo(id)).body("href", equalTo(API + IMPORTS + "/" + id));

        awaitStatus(id, "converting");
        report(id, JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 42);
        await().atMost(SOON)
                .until(() -> get(IMPORTS + "/" + id).extract().path("progress").equals("42"));
        get(IMPORTS + "/" + id).body("phase", equalTo("copying_disks")).body("started", notNullValue());
        report(id, JobStatus.DONE, Phase.FINISHED, 100);
        awaitStatus(id, "succeeded");
        get(IMPORTS + "/" + id)
                .body("progress", equalTo("100"))
                .body("ended", notNullValue())
                .body("attempt", equalTo("1"))
                .body("failure", nullValue());
        get(IMPORTS + "/" + id + "/attempts")
                .body("attempt", hasSize(1))
                .body("attempt[0].number", equalTo("1"))
                .body("attempt[0].id", equalTo(id))
                .body("attempt[0].host.id", equalTo(estate.hostId()))
                .body("attempt[0].outcome", equalTo("succeeded"))
                .body("attempt[0].started", notNullValue())
                .body("attempt[0].ended", notNullValue())
                .body("attempt[0].failure", nullValue());
        get(IMPORTS + "/" + UUID.randomUUID() + "/attempts").statusCode(404);
    }

    @Test
    void theJobOfAnImportHasOvirtsMembersAndSteps() {
        String name = unique("web");
        String id = estate.converting("vm-1", name);
        String job = get(IMPORTS + "/" + id).extract().path("job.id");
        get("/jobs/" + job)
                .body("description", equalTo("Importing VM " + name + " to Cluster " + estate.cluster()))
                .body("status", equalTo("started"))
                .body("owner.name", equalTo(EngineRequests.USER))
                .body("external", equalTo("false"))
                .body("auto_cleared", equalTo("true"))
                .body("start_time", notNullValue())
                .body("last_updated", notNullValue())
                .body("link.href", hasItem(API + "/jobs/" + job + "/steps"));
        get("/jobs?max=5").body("job.id", hasItem(job));
        get("/jobs/" + job + "/steps")
                .body("step.description", equalTo(List.of("Validating", "Executing", "Converting VM")))
                .body("step.type", equalTo(List.of("validating", "executing", "unknown")))
                .body("step.status", equalTo(List.of("finished", "finished", "started")))
                .body("step[2].execution_host.id", equalTo(estate.hostId()))
                .body("step[2].job.id", equalTo(job));
        String step = get("/jobs/" + job + "/steps").extract().path("step[1].id");
        get("/jobs/" + job + "/steps/" + step).body("number", equalTo("1"));

        report(id, JobStatus.DONE, Phase.FINISHED, 100);
        awaitStatus(id, "succeeded");
        get("/jobs/" + job).body("status", equalTo("finished")).body("end_time", notNullValue());
        get("/jobs/" + UUID.randomUUID()).statusCode(404);
        get("/jobs/" + job + "/steps/" + job).statusCode(404);
    }

    @Test
    void aBatchTakesItsDefaultsAndStartsWhatItCan() {
        String web = unique("web");
        ValidatableResponse batch = post(
                estate.batchPath(),
                """
                {%s, "format": "cow", "imports": [
                  {"virtual_machine": {"id": "vm-1"}, "name": "%s"},
                  {"virtual_machine": {"id": "vm-99"}},
                  {"virtual_machine": {"name": "mail"}, "name": "%s", "format": "raw"},
                  {"virtual_machine": {"id": "vm-2"}, "name": "a b"}]}
                """
                        .formatted(estate.target(), web, unique("mail")));
        batch.statusCode(202)
                .body("import.status", equalTo(List.of("queued", "failed", "queued", "failed")))
                .body("import[0].name", equalTo(web))
                .body("import[1].id", nullValue())
                .body("import[1].virtual_machine.id", equalTo("vm-99"))
                .body("import[1].failure.code", equalTo("VM_NOT_FOUND"))
                .body("import[1].failure.remedy", notNullValue())
                .body("import[2].virtual_machine.id", equalTo("vm-2"))
                .body("import[3].failure.field", equalTo("name"));
        for (String index : List.of("0", "2")) {
            awaitStatus(batch.extract().path("import[" + index + "].id"), "converting");
        }
        assertThat(agent.conversions())
                .extracting(sent -> sent.vminfo().format().name())
                .containsExactlyInAnyOrder("COW", "RAW");
    }

    @Test
    void aBatchOfNothingIsRefused() {
        post(estate.batchPath(), "{%s}".formatted(estate.target()))
                .statusCode(400)
                .body("reason", equalTo("Incomplete parameters"));
        post(estate.batchPath(), "").statusCode(400);
    }

    @Test
    void whatCannotBeImportedIsRefusedWithCauseAndRemedy() {
        agent.add(TestingMachine.of("vm-3", "busy", ExternalVm.UP, TestingMachine.disk()));
        estate.submit("vm-3", "busy")
                .statusCode(409)
                .body("reason", equalTo("Operation Failed"))
                .body("code", equalTo("VM_RUNNING"))
                .body("detail", containsString("busy"))
                .body("remedy", notNullValue());
        estate.submit("vm-99", "unknown").statusCode(400).body("code", equalTo("VM_NOT_FOUND"));
        estate.submit("vm-1", "a/b").statusCode(400).body("field", equalTo("name"));
        post(estate.machinePath("vm-1"), "{}")
                .statusCode(400)
                .body("detail", equalTo("Import [cluster.id|name, storage_domain.id|name] required for import"));
        post(estate.machinePath("vm-1"), "{%s, \"format\": \"vdi\"}".formatted(estate.target()))
                .statusCode(400)
                .body("field", equalTo("format"));
        post(estate.machinePath("vm-1"), "{%s, \"drivers_iso\": {\"id\": \"../x.iso\"}}".formatted(estate.target()))
                .statusCode(400)
                .body("field", equalTo("drivers_iso"));
        post("/externalvmproviders/" + UUID.randomUUID() + "/virtualmachines/vm-1/import", "{}")
                .statusCode(404);
        get(IMPORTS + "/" + UUID.randomUUID()).statusCode(404);
        get(IMPORTS + "/nonsense").statusCode(404);
        assertThat(agent.conversions()).isEmpty();
    }

    @Test
    void aNetworkThatTheMachineIsNotOnIsNotMapped() {
        agent.add(TestingMachine.on(List.of("VM Network", "DMZ"), "vm-4", "shop"));
        agent.add(TestingMachine.on(List.of("Backup"), "vm-5", "vault"));
        String mapped =
                "{%s, \"name\": \"%s\", \"network_mappings\": [{\"source\": \"%s\", \"target\": \"ovirtmgmt\"}]}";
        post(estate.machinePath("vm-4"), mapped.formatted(estate.target(), unique("shop"), "VM Netwrok"))
                .statusCode(400)
                .body("field", equalTo("network_mappings"))
                .body("detail", containsString("shop is not on the network \"VM Netwrok\""))
                .body("detail", containsString("Did you mean VM Network? There are DMZ, VM Network."));
        post(estate.machinePath("vm-1"), mapped.formatted(estate.target(), unique("web"), "VM Network"))
                .statusCode(400)
                .body("field", equalTo("network_mappings"));
        post(estate.machinePath("vm-1"), mapped.formatted(estate.target(), unique("web"), ""))
                .statusCode(202);
        post(estate.machinePath("vm-4"), mapped.formatted(estate.target(), unique("shop"), "DMZ"))
                .statusCode(202);
        post(
                        estate.machinePath("vm-4"),
                        """
                        {%s, "network_mappings": [{"source": "DMZ", "target": "a"}, {"source": "DMZ", "target": "b"}]}
                        """
                                .formatted(estate.target()))
                .statusCode(400)
                .body("field", equalTo("network_mappings"))
                .body("detail", containsString("mapped twice"));
    }

    @Test
    void theMappingsOfABatchNeedNotConcernEachOfItsMachines() {
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-4", "shop"));
        agent.add(TestingMachine.on(List.of("Backup"), "vm-5", "vault"));
        String batch =
                """
                {%s, "network_mappings": [{"source": "VM Network", "target": "a"}, {"source": "%s", "target": "b"}],
                 "imports": [{"virtual_machine": {"id": "vm-4"}, "name": "%s"},
                             {"virtual_machine": {"id": "vm-5"}, "name": "%s"}]}
                """;
        post(estate.batchPath(), batch.formatted(estate.target(), "Backup", unique("shop"), unique("vault")))
                .statusCode(202)
                .body("import.status", equalTo(List.of("queued", "queued")));
        post(estate.batchPath(), batch.formatted(estate.target(), "Bakup", unique("shop"), unique("vault")))
                .statusCode(202)
                .body("import.status", equalTo(List.of("failed", "failed")))
                .body("import.failure.field", equalTo(List.of("network_mappings", "network_mappings")))
                .body("import[1].failure.message", containsString("Did you mean Backup?"));
    }

    @Test
    void aWordThatMeansNothingIsRefusedBeforeAnythingIsImported() {
        post(estate.machinePath("vm-1"), "{%s, \"dry\": true}".formatted(estate.target()))
                .statusCode(400)
                .body("field", equalTo("dry"))
                .body("detail", containsString("There is no member \"dry\""))
                .body(
                        "detail",
                        containsString("allocation, cluster, drivers_iso, format, host, name, network_mappings"));
        post(estate.batchPath(), "{%s, \"imports\": [{\"alocation\": \"sparse\"}]}".formatted(estate.target()))
                .statusCode(400)
                .body("field", equalTo("imports.0.alocation"))
                .body("detail", containsString("Did you mean allocation?"));
        post(
                        estate.machinePath("vm-1"),
                        "{%s, \"network_mappings\": [{\"sorce\": \"a\", \"target\": \"b\"}]}"
                                .formatted(estate.target()))
                .statusCode(400)
                .body("field", equalTo("network_mappings.0.sorce"));
        post(estate.machinePath("vm-1") + "?dry=true", "{" + estate.target() + "}")
                .statusCode(400)
                .body("field", equalTo("dry"));
        post(estate.machinePath("vm-1"), "{%s, \"format\": \"vdi\"}".formatted(estate.target()))
                .statusCode(400)
                .body("detail", containsString("raw, cow"));
        post(estate.batchPath(), "{%s, \"imports\": [null]}".formatted(estate.target()))
                .statusCode(400)
                .body("field", equalTo("imports.0"));
        assertThat(agent.conversions()).isEmpty();
    }

    @Test
    void anImportIsNotCancelledByARequestThatSaysMore() {
        String id = estate.converting("vm-1", unique("web"));
        post(IMPORTS + "/" + id + "/cancel", "{\"dry\": true}").statusCode(400).body("field", equalTo("dry"));
        post(IMPORTS + "/" + id + "/cancel?dry=true", "{}").statusCode(400).body("field", equalTo("dry"));
        get(IMPORTS + "/" + id).body("status", equalTo("converting"));
        EngineRequests.administrator()
                .post(API + IMPORTS + "/" + id + "/cancel")
                .then()
                .statusCode(200);
        awaitStatus(id, "cancelled");
    }

    @Test
    void whatAnImportNeedsIsNotRemovedMeanwhile() {
        String name = unique("web");
        String id = estate.converting("vm-1", name);
        estate.submit("vm-1", name)
                .statusCode(409)
                .body("code", equalTo("VM_NAME_IN_USE"))
                .body("detail", containsString(name));
        delete("/externalvmproviders/" + estate.providerId()).statusCode(409).body("detail", containsString(name));
        delete("/hosts/" + estate.hostId()).statusCode(409).body("remedy", containsString("Imports can be cancelled"));

        report(id, JobStatus.DONE, Phase.FINISHED, 100);
        awaitStatus(id, "succeeded");
        String domain = get(IMPORTS + "/" + id).extract().path("storage_domain.id");
        for (String needed : List.of(
                "/externalvmproviders/" + estate.providerId(),
                "/storagedomains/" + domain,
                "/hosts/" + estate.hostId())) {
            delete(needed).statusCode(200);
        }
        get(IMPORTS + "/" + id).body("host.id", equalTo(estate.hostId()));
    }

    @Test
    void importsAreListedNewestFirstByStatusAndPage() {
        String first = estate.converting("vm-1", unique("first"));
        String second = estate.converting("vm-2", unique("second"));
        String third = estate.submit("vm-1", unique("third")).extract().path("id");

        List<String> newest = get(IMPORTS + "?max=3").statusCode(200).extract().path("import.id");
        assertThat(newest).containsExactly(third, second, first);
        get(IMPORTS + "?max=1&page=2").body("import.id", equalTo(List.of(second)));
        get(IMPORTS + "?status=converting,starting")
                .body("import.id", hasItem(first))
                .body("import.id", not(hasItem(third)));
        get(IMPORTS + "?status=queued&max=1").body("import", hasSize(1)).body("total", equalTo("1"));
        get(IMPORTS + "?status=flying").statusCode(400).body("field", equalTo("status"));
        get(IMPORTS + "?max=-1").statusCode(400).body("field", equalTo("max"));
        get(IMPORTS + "?page=x").statusCode(400).body("field", equalTo("page"));
    }

    @Test
    void aTableOfASpreadsheetIsImportedLineByLine() {
        String table =
                """
                virtual_machine,name,cluster,storage_domain,priority
                vm-1,%s,%s,%s,70
                vm-99,,%s,%s,
                """
                        .formatted(unique("web"), estate.cluster(), estate.domain(), estate.cluster(), estate.domain());
        EngineRequests.administrator()
                .contentType("text/csv; charset=utf-8")
                .body(table)
                .post(API + estate.batchPath())
                .then()
                .statusCode(202)
                .body("import[0].status", equalTo("queued"))
                .body("import[0].priority", equalTo("70"))
                .body("import[1].failure.code", equalTo("VM_NOT_FOUND"));
        EngineRequests.administrator()
                .contentType("text/csv")
                .body("virtual_machine,colour\nvm-1,red\n")
                .post(API + estate.batchPath())
                .then()
                .statusCode(400)
                .body("field", equalTo("colour"));
    }

    @Test
    void anImportIsCancelledOnce() {
        String id = estate.converting("vm-1", unique("web"));
        post(IMPORTS + "/" + id + "/cancel", "{}")
                .statusCode(200)
                .body("status", equalTo("complete"))
                .body("import.id", equalTo(id));
        awaitStatus(id, "cancelled");
        post(IMPORTS + "/" + id + "/cancel", "{}").statusCode(409).body("remedy", notNullValue());
        post(IMPORTS + "/" + UUID.randomUUID() + "/cancel", "{}").statusCode(404);
    }

    @Test
    void byForceAnImportEndsAtOnceAndSaysWhatMayBeLeft() {
        String id = estate.converting("vm-1", unique("web"));
        agent.goDown();

        post(IMPORTS + "/" + id + "/cancel?force=yes", "{}").statusCode(400).body("field", equalTo("force"));
        post(IMPORTS + "/" + id + "/cancel?force=true", "{}")
                .statusCode(200)
                .body("import.status", equalTo("cancelled"))
                .body("import.description", containsString(".v2v/" + id));

        agent.comeUp();
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
    }

    @Test
    void whatIsGivenUpWhileItsResultIsReadSaysThatTheMachineLiesThere() {
        String id = estate.converting("vm-1", unique("web"));
        agent.hold(VerbName.GET_CONVERTED_VM);
        report(id, JobStatus.DONE, Phase.FINISHED, 100);
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_CONVERTED_VM) == 1);

        post(IMPORTS + "/" + id + "/cancel?force=true", "{}")
                .statusCode(200)
                .body("import.status", equalTo("cancelled"));
        agent.release(VerbName.GET_CONVERTED_VM);

        await().atMost(SOON).untilAsserted(() -> get(IMPORTS + "/" + id)
                .body("status", equalTo("cancelled"))
                .body("description", containsString("had converted the machine")));
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
    }

    @Test
    void whatAnImportWaitsForIsToldAsACode() {
        estate.converting("vm-1", unique("web"));
        estate.converting("vm-1", unique("web"));
        String id =
                estate.submit("vm-1", unique("web")).statusCode(202).extract().path("id");

        await().atMost(SOON).until(() -> "proxy_host_slot"
                .equals(get(IMPORTS + "/" + id).extract().path("waiting_for")));
    }

    @Test
    void aCheckThatFailsOnTheHostEndsTheImportWithItsReason() {
        String id = estate.submit("vm-1", unique("web")).extract().path("id");
        await().atMost(SOON).until(() -> agent.jobIds().contains(UUID.fromString(id)));
        agent.report(
                UUID.fromString(id),
                JobStatus.ERROR,
                Phase.PREFLIGHT,
                0,
                Failure.of(FailureCode.DRIVERS_MISSING, "The ISO /x.iso is not there."));

        awaitStatus(id, "failed");
        get(IMPORTS + "/" + id)
                .body("failure.code", equalTo("DRIVERS_MISSING"))
                .body("failure.message", equalTo("The ISO /x.iso is not there."))
                .body("failure.remedy", notNullValue());
        get("/events?search=vm.id=" + id).body("event.code", equalTo(List.of("1153", "1194", "1193", "1165")));
    }

    @Test
    void aSourceThatFailsIsToldAsTheAgentTellsIt() {
        agent.fail(VerbName.GET_EXTERNAL_VMS, FailureCode.SOURCE_CREDENTIALS_REFUSED);
        estate.submit("vm-1", "web")
                .statusCode(400)
                .body("code", equalTo("SOURCE_CREDENTIALS_REFUSED"))
                .body("remedy", notNullValue());
    }

    @Test
    void eventsAreSearchedAndListedNewestFirst() {
        String name = unique("web");
        String id = estate.converting("vm-1", name);
        report(id, JobStatus.DONE, Phase.FINISHED, 100);
        awaitStatus(id, "succeeded");

        ValidatableResponse all = get("/events?search=vm.id=" + id).statusCode(200);
        all.body("event.code", equalTo(List.of("1152", "1193", "1165")))
                .body("event[0].description", containsString("Vm " + name + " was imported successfully"))
                .body("event[0].severity", equalTo("normal"))
                .body("event[0].origin", equalTo("oVirt"))
                .body("event[0].vm.id", equalTo(id))
                .body("event[0].cluster.name", equalTo(estate.cluster()))
                .body("event[0].user.name", equalTo(EngineRequests.USER))
                .body("event[0].time", notNullValue());
        String oldest = all.extract().path("event[2].id");
        get("/events?from=" + oldest + "&search=vm.id=" + id).body("event.code", equalTo(List.of("1152", "1193")));
        get("/events?max=1&search=vm.name=" + name).body("event.code", equalTo(List.of("1152")));
        get("/events?search=type=1193 and vm.name=\"" + name + "\"").body("event", hasSize(1));
        get("/events/" + oldest).body("id", equalTo(oldest)).body("code", equalTo("1165"));
        get("/events/999999999999").statusCode(404);
        get("/events?max=x").statusCode(400).body("field", equalTo("max"));
        get("/events?from=x").statusCode(400).body("field", equalTo("from"));
        get("/events?search=colour=red")
                .statusCode(400)
                .body("field", equalTo("search"))
                .body("detail", containsString("There are type, severity, "));
        get("/events?search=vm.nme=web").statusCode(400).body("detail", containsString("Did you mean vm.name?"));
        get("/events?search=type=1 and type=2").statusCode(200).body("event", hasSize(0));
        get("/events?search=vm.name=" + name + " and (type=1152 or type>1190) sortby time page 1")
                .body("event.code", equalTo(List.of("1193", "1152")))
                .body("next", nullValue());
    }

    private void report(String id, JobStatus status, Phase phase, int progress) {
        agent.report(UUID.fromString(id), status, phase, progress, null);
    }
}
