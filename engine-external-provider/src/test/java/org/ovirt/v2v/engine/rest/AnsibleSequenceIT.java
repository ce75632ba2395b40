package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

/**
 * The requests of the Ansible module {@code ovirt_vm} of {@code ovirt.ovirt} 3.2.2, in the order observed, and what it reads of each
 * answer.
 */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class AnsibleSequenceIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SOURCE = "source machine";

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    private ImportEstate estate;
    private TestingPythonSdk sdk;
    private String name;

    @BeforeEach
    void prepare() throws Exception {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-7", SOURCE));
        name = unique("t");
        sdk = TestingPythonSdk.signIn();
    }

    @AfterEach
    void clear() {
        leftovers.clear();
    }

    @Test
    void aMachineIsImported() throws Exception {
        assertThat(machines(sdk.getAllContent("/vms?all_content=true&search=" + byName())))
                .isEmpty();
        assertThat(machines(sdk.get("/vms?search=" + byName()))).isEmpty();
        String last = lastEvent();
        String id = add();

        XmlPath importing = document(sdk.get("/vms/" + id));
        assertThat(importing.getString("vm.name")).isEqualTo(name);
        assertThat(imported(last, id)).isFalse();
        finish(id, JobStatus.DONE, null);
        await().atMost(SOON).until(() -> {
            sdk.get("/vms/" + id).then().statusCode(200);
            return imported(last, id);
        });

        assertThat(machines(sdk.get("/vms?search=" + byName()))).containsExactly(id);
        XmlPath machine = document(sdk.get("/vms/" + id));
        String cluster = machine.getString("vm.cluster.@id");
        assertThat(document(sdk.get("/clusters/" + cluster)).getString("cluster.name"))
                .isEqualTo(estate.cluster());
        assertThat(machine.getString("vm.cpu.topology.sockets")).isEqualTo("1");
        assertThat(machine.getString("vm.type")).isEqualTo("server");
        assertThat(machine.getString("vm.os.type")).isEqualTo("other");
        assertThat(machine.getString("vm.next_run_configuration_exists")).isEqualTo("false");
        assertThat(machine.getLong("vm.memory")).isEqualTo(1024L << 20);
        assertThat(machine.getString("vm.status")).isEqualTo("down");
        for (int time = 0; time < 2; time++) {
            sdk.get("/vms/" + id + "/numanodes").then().statusCode(200).body("host_numa_nodes", equalTo(""));
        }
        sdk.signOut();
    }

    @Test
    void aFailedImportsMachineIsGoneSoThatTheModuleDoesNotWaitInVain() {
        String last = lastEvent();
        String id = add();
        sdk.get("/vms/" + id).then().statusCode(200);

        finish(id, JobStatus.ERROR, Failure.of(FailureCode.GUEST_NOT_CONVERTIBLE, "no operating system was found"));

        await().atMost(SOON).until(() -> sdk.get("/vms/" + id).statusCode() == 404);
        assertThat(imported(last, id)).isFalse();
        assertThat(machines(sdk.get("/vms?search=" + byName()))).isEmpty();
        // the module may be run again with the same name
        assertThat(add()).isNotEqualTo(id);
    }

    @Test
    void anImportThatOutlastsTheModulesPatienceGoesOn() throws Exception {
        String last = lastEvent();
        String id = add();
        assertThat(imported(last, id)).isFalse();
        sdk.signOut();

        sdk = TestingPythonSdk.signIn();
        assertThat(machines(sdk.getAllContent("/vms?all_content=true&search=" + byName())))
                .containsExactly(id);
        finish(id, JobStatus.DONE, null);
        await().atMost(SOON).until(() -> imported(last, id));
    }

    @Test
    void aSecondRunIsToldWhyItCannotBe() {
        add();
        sdk.post("/externalvmimports", request())
                .then()
                .statusCode(409)
                .contentType("application/xml")
                .body("fault.reason", equalTo("Operation Failed"))
                .body("fault.detail", startsWith("["))
                .body("fault.remedy", not(emptyString()));
    }

    private String add() {
        Response answer = sdk.post("/externalvmimports", request());
        XmlPath added = answer.then()
                .statusCode(201)
                .contentType("application/xml")
                .extract()
                .xmlPath();
        assertThat(added.getString("external_vm_import.password")).isEmpty();
        assertThat(added.getString("external_vm_import.name")).isEqualTo(SOURCE);
        String id = added.getString("external_vm_import.vm.@id");
        await().atMost(SOON).until(() -> agent.jobIds().contains(UUID.fromString(id)));
        return id;
    }

    /** Elements in the SDK's order: first the scalar ones, then the references. */
    private String request() {
        return "<external_vm_import><name>" + SOURCE + "</name><password>test</password><provider>vmware</provider>"
                + "<sparse>true</sparse><url>vpx://wmware_user@vcenter.example/DataCenter/Cluster/esxi-host?no_verify=1</url>"
                + "<username>test</username><cluster><name>" + estate.cluster() + "</name></cluster>"
                + "<storage_domain><name>" + estate.domain() + "</name></storage_domain>"
                + "<vm><name>" + name + "</name></vm></external_vm_import>";
    }

    private String byName() {
        return "name%3D%22" + name + "%22";
    }

    private String lastEvent() {
        XmlPath events = document(sdk.get("/events?max=1"));
        assertThat(events.getList("events.event")).hasSize(1);
        return events.getString("events.event[0].@id");
    }

    private boolean imported(String last, String id) {
        return !document(sdk.get("/events?from=" + last + "&search=type%3D1152+and+vm.id%3D" + id))
                .getList("events.event")
                .isEmpty();
    }

    private void finish(String id, JobStatus status, Failure failure) {
        agent.report(UUID.fromString(id), status, Phase.FINISHED, 100, failure);
    }

    private static List<String> machines(Response answer) {
        return document(answer).getList("vms.vm.@id");
    }

    private static XmlPath document(Response answer) {
        return answer.then()
                .statusCode(200)
                .contentType("application/xml")
                .extract()
                .xmlPath();
    }
}
