package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.xml.XmlPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.TestingOvirtVm;
import org.ovirt.v2v.engine.TestingPythonSdk;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.VerbName;

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
    private TestingOvirtVm module;

    @BeforeEach
    void prepare() throws Exception {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.on(List.of("VM Network"), "vm-7", SOURCE));
        module = new TestingOvirtVm(
                SOURCE,
                "vpx://wmware_user@vcenter.example/DataCenter/Cluster/esxi-host?no_verify=1",
                "test",
                "test",
                estate.cluster(),
                estate.domain(),
                unique("t"));
        sdk = TestingPythonSdk.signIn();
    }

    @AfterEach
    void clear() {
        leftovers.clear();
    }

    @Test
    void aMachineIsImported() throws Exception {
        assertThat(module.find(sdk)).isEmpty();
        String last = TestingOvirtVm.lastEvent(sdk);
        String id = add();

        XmlPath importing = TestingOvirtVm.document(sdk.get("/vms/" + id));
        assertThat(importing.getString("vm.name")).isEqualTo(module.name());
        assertThat(TestingOvirtVm.imported(sdk, last, id)).isFalse();
        finish(id, JobStatus.DONE, null);
        await().atMost(SOON).until(() -> {
            sdk.get("/vms/" + id).then().statusCode(200);
            return TestingOvirtVm.imported(sdk, last, id);
        });

        module.read(sdk, id);
        XmlPath machine = TestingOvirtVm.document(sdk.get("/vms/" + id));
        assertThat(machine.getString("vm.cpu.topology.sockets")).isEqualTo("1");
        assertThat(machine.getString("vm.os.type")).isEqualTo("other");
        assertThat(machine.getLong("vm.memory")).isEqualTo(1024L << 20);
        sdk.signOut();
    }

    @Test
    void aFailedImportsMachineIsGoneSoThatTheModuleDoesNotWaitInVain() {
        String last = TestingOvirtVm.lastEvent(sdk);
        String id = add();
        sdk.get("/vms/" + id).then().statusCode(200);

        finish(id, JobStatus.ERROR, Failure.of(FailureCode.GUEST_NOT_CONVERTIBLE, "no operating system was found"));

        await().atMost(SOON).until(() -> sdk.get("/vms/" + id).statusCode() == 404);
        assertThat(TestingOvirtVm.imported(sdk, last, id)).isFalse();
        assertThat(module.find(sdk)).isEmpty();
        // the module may be run again with the same name
        assertThat(add()).isNotEqualTo(id);
    }

    /** Whether it lay there until the engine was asked, or somebody else had removed it before. */
    @ParameterizedTest
    @CsvSource({"true, 200", "false, 404"})
    void aMachineThatWasTakenOutOfTheExportDomainIsImportedAgain(boolean isThere, int answer) {
        String id = add();
        finish(id, JobStatus.DONE, null);
        ImportEstate.awaitStatus(id, "succeeded");
        assertThat(module.find(sdk)).containsExactly(id);
        if (isThere) {
            agent.add(new ExportedVm(UUID.fromString(id), module.name(), 1024, 1, "debian", List.of()));
        }
        String domain =
                get("/storagedomains?search=name=" + estate.domain()).extract().path("storage_domain[0].id");

        delete("/storagedomains/" + domain + "/vms/" + id).statusCode(answer);

        assertThat(module.find(sdk)).isEmpty();
        sdk.get("/vms/" + id).then().statusCode(404);
        get("/imports/" + id).statusCode(200);
        assertThat(add()).isNotEqualTo(id);
    }

    /** The host may have heard of it, and whoever asks again has it noted. */
    @Test
    void aMachineWhoseRemovalWasNotAnsweredMayStillBeRemoved() {
        String id = add();
        finish(id, JobStatus.DONE, null);
        ImportEstate.awaitStatus(id, "succeeded");
        String domain =
                get("/storagedomains?search=name=" + estate.domain()).extract().path("storage_domain[0].id");
        agent.fail(VerbName.REMOVE_EXPORTED_VM, FailureCode.HOST_UNREACHABLE);

        delete("/storagedomains/" + domain + "/vms/" + id)
                .statusCode(400)
                .body("detail", containsString("it may still remove " + id));

        assertThat(module.find(sdk)).containsExactly(id);
        agent.heal(VerbName.REMOVE_EXPORTED_VM);
        delete("/storagedomains/" + domain + "/vms/" + id).statusCode(404);
        assertThat(module.find(sdk)).isEmpty();
    }

    @Test
    void anImportThatOutlastsTheModulesPatienceGoesOn() throws Exception {
        String last = TestingOvirtVm.lastEvent(sdk);
        String id = add();
        assertThat(TestingOvirtVm.imported(sdk, last, id)).isFalse();
        sdk.signOut();

        sdk = TestingPythonSdk.signIn();
        assertThat(module.find(sdk)).containsExactly(id);
        finish(id, JobStatus.DONE, null);
        await().atMost(SOON).until(() -> TestingOvirtVm.imported(sdk, last, id));
    }

    @Test
    void aSecondRunIsToldWhyItCannotBe() {
        add();
        module.add(sdk)
                .then()
                .statusCode(409)
                .contentType("application/xml")
                .body("fault.reason", equalTo("Operation Failed"))
                .body("fault.detail", startsWith("["))
                .body("fault.remedy", not(emptyString()));
    }

    private String add() {
        String id = module.added(module.add(sdk));
        await().atMost(SOON).until(() -> agent.jobIds().contains(UUID.fromString(id)));
        return id;
    }

    private void finish(String id, JobStatus status, Failure failure) {
        agent.report(UUID.fromString(id), status, Phase.FINISHED, 100, failure);
    }
}
