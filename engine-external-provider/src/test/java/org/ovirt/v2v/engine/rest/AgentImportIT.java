package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.delete;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.IMPORTS;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitStatus;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.AgentProfile;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EventStream;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** Imports through the real agent from a simulated vCenter; only virt-v2v follows a script. */
@QuarkusTest
@TestProfile(AgentProfile.class)
class AgentImportIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** An answer, and not the end of somebody's patience: libvirt and ssh alone wait for minutes. A busy machine needs more than the 5 s promised. */
    private static final long SOON_ENOUGH_MILLIS = 30_000;

    private static final String VMWARE =
            "\"type\": \"vmware\", \"address\": \"127.0.0.1:%d\", \"username\": \"u\", \"password\": \"p\", \"tls\": {\"mode\": \"none\"}";
    private static final String XEN = "\"type\": \"xen\", \"url\": \"xen+ssh://root@127.0.0.1:%d/\"";
    private static final String COPYING = "copying";

    /** The server's greeting, the log-in, the machine, who else has its UUID, and what lies around it. */
    private static final int REQUESTS_FOR_ONE_LOOK_UP = 5;

    private TestingVirtV2v virtV2v;
    private TestingVCenter vcenter;
    private TestingExportDomain domain;
    private AgentProcess agent;
    private ImportEstate estate;
    private String machine;

    @BeforeEach
    void prepare() {
        virtV2v = TestingVirtV2v.create();
        vcenter = TestingVCenter.builder().specialNames().start();
        domain = TestingExportDomain.createEmptyOnFileSystemOf(64);
        agent = AgentProcess.start(
                identity(), Map.of("agent.v2v.program", virtV2v.program().toString()));
        estate = ImportEstate.register(agent, domain, vcenter);
        List<String> found = machines("name", TestingVCenter.GLOB_MACHINE);
        assertThat(found).hasSize(1);
        machine = found.get(0);
    }

    @AfterEach
    void close() {
        agent.close();
        domain.close();
        vcenter.close();
        virtV2v.close();
    }

    @Test
    void anImportSurvivesTheDeathOfTheAgentWhileItCopies() {
        virtV2v.stoppingAt("Copying disk 1/1", COPYING);
        String id = copying();

        agent.kill();
        virtV2v.release(COPYING);
        await().atMost(SOON).until(() -> get(IMPORTS + "/" + id)
                .extract()
                .<String>path("description")
                .contains("has not answered since"));
        get(IMPORTS + "/" + id).body("status", equalTo("converting"));
        agent.restart();

        awaitStatus(id, "succeeded");
        assertThat(domain.ovf(UUID.fromString(id))).exists();
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void whatIsLostInARebootIsConvertedAgainUnderTheSameId() {
        virtV2v.stoppingAt("Copying disk 1/1", COPYING);
        String id = copying();

        // nobody is left who could write down how it ended
        ProcessHandle conversion = virtV2v.process();
        conversion.parent().orElseThrow().destroyForcibly();
        conversion.destroyForcibly();
        virtV2v.release(COPYING);

        awaitStatus(id, "succeeded");
        assertThat(domain.ovf(UUID.fromString(id))).exists();
        assertThat(domain.staged()).isEmpty();
        assertThat(virtV2v.runs()).isEqualTo(2);
        get(IMPORTS + "/" + id + "/attempts")
                .body("attempt.outcome", equalTo(List.of("failed", "succeeded")))
                .body("attempt[0].failure.code", equalTo("JOB_LOST"))
                .body("attempt[0].id", equalTo(id))
                .body("attempt[1].id", not(equalTo(id)));
    }

    @Test
    void anImportWaitsForRoomInItsExportDomainAndSaysSo() {
        virtV2v.stoppingAt("Finishing off", COPYING);
        String id = copying();
        domain.fillUp();
        virtV2v.release(COPYING);

        await().atMost(SOON).until(() -> get(IMPORTS + "/" + id)
                .extract()
                .<String>path("description")
                .startsWith("Waiting to move the result into the export domain: The file system of " + domain.root()));
        get(IMPORTS + "/" + id).body("status", equalTo("converting"));
        domain.empty();

        awaitStatus(id, "succeeded");
        assertThat(domain.ovf(UUID.fromString(id))).exists();
        assertThat(domain.staged()).isEmpty();
        assertThat(virtV2v.runs()).isEqualTo(1);
    }

    @Test
    void everyStepOfAnImportIsShownWhileItHappens() {
        virtV2v.withDisk(1 << 20, 0, 30, 60, 100)
                .stoppingAt("Inspecting the source", "inspecting")
                .stoppingAt("1:30", "a third")
                .stoppingAt("1:60", COPYING);
        String id =
                estate.submit(machine, unique("web")).statusCode(202).extract().path("id");
        try (EventStream stream = EventStream.open(client(), EventStream.ofImport(id))) {
            await().atMost(SOON).until(() -> told(stream, id, "phase").contains("inspecting"));
            virtV2v.release("inspecting");
            await().atMost(SOON).until(() -> told(stream, id, "progress").contains("30"));
            virtV2v.release("a third");
            await().atMost(SOON).until(() -> told(stream, id, "progress").contains("60"));
            virtV2v.release(COPYING);
            await().atMost(SOON).until(stream::hasEnded);

            assertThat(told(stream, id, "progress"))
                    .isSortedAccordingTo(Comparator.comparing(Integer::valueOf))
                    .containsSubsequence("0", "30", "60", "100");
            assertThat(told(stream, id, "phase")).containsSubsequence("inspecting", "copying_disks", "finished");
            assertThat(told(stream, id, "status")).containsSubsequence("converting", "succeeded");
        }
    }

    /** This member of the import, in each event that has it. */
    private static List<String> told(EventStream stream, String id, String member) {
        return stream.of(id).stream()
                .filter(event -> event.has(member))
                .map(event -> event.path(member).asText())
                .toList();
    }

    @Test
    void theLogOfAnImportIsReadWhileItRunsAndAfterItHasEnded() {
        virtV2v.stoppingAt("Copying disk 1/1", COPYING);
        String id = copying();
        String log = IMPORTS + "/" + id + "/attempts/" + id + "/log?file=stdout";
        assertThat(text(log)).contains("Copying disk 1/1").doesNotContain("Finishing off");
        CompletableFuture<String> followed = CompletableFuture.supplyAsync(() -> text(log + "&follow=true"));
        virtV2v.release(COPYING);

        await().atMost(SOON).until(followed::isDone);
        awaitStatus(id, "succeeded");
        // by now the job is deleted on the proxy host
        await().atMost(SOON).until(() -> agent.jobs().isEmpty());
        assertThat(text(log)).isEqualTo(followed.join()).contains("Finishing off");
    }

    /** Unless the machine is so busy that what was told at the request is too old when the conversion is started. */
    @Test
    void theSourceIsAskedOnceForTheMachineOfAnImportThatBeginsAtOnce() {
        await().atMost(SOON).until(() -> {
            long before = vcenter.requests();
            awaitStatus(
                    estate.submit(machine, unique("web"))
                            .statusCode(202)
                            .extract()
                            .path("id"),
                    "succeeded");
            return vcenter.requests() - before <= REQUESTS_FOR_ONE_LOOK_UP;
        });
    }

    @Test
    void aMachineIsTakenOutOfItsExportDomainWithItsDisks() {
        String domainId = get("/storagedomains")
                .extract()
                .path("storage_domain.find { it.name == '%s' }.id".formatted(estate.domain()));
        String name = unique("web");
        String id = estate.submit(machine, name).statusCode(202).extract().path("id");
        awaitStatus(id, "succeeded");
        String other =
                estate.submit(machine, unique("web")).statusCode(202).extract().path("id");
        awaitStatus(other, "succeeded");
        assertThat(domain.images().toFile().list()).hasSize(2);
        int machines = machinesInAll();

        delete("/storagedomains/" + domainId + "/vms/" + id).statusCode(200).body("status", equalTo("complete"));

        get("/storagedomains/" + domainId + "/vms").body("vm.id", equalTo(List.of(other)));
        assertThat(domain.images().toFile().list()).hasSize(1);
        assertThat(domain.staged()).isEmpty();
        get("/vms/" + id + "/diskattachments").statusCode(404);
        get("/vms/" + id).statusCode(404);
        get("/vms?search=name=" + name).body("vm", hasSize(0));
        get("/vms?search=id=" + other).body("vm.id", equalTo(List.of(other)));
        assertThat(machinesInAll()).isEqualTo(machines - 1);
        get("/imports/" + id).statusCode(200).body("status", equalTo("succeeded"));
        delete("/storagedomains/" + domainId + "/vms/" + id).statusCode(404);
        get("/events?search=type=20030 and vm.id=" + id).body("event", hasSize(1));

        virtV2v.stoppingAt("Copying disk 1/1", COPYING);
        String running = copying();
        delete("/storagedomains/" + domainId + "/vms/" + running)
                .statusCode(409)
                .body("detail", containsString("is being imported"));
        virtV2v.release(COPYING);
        awaitStatus(running, "succeeded");
    }

    private static int machinesInAll() {
        return Integer.parseInt(get("").extract().path("summary.vms.total"));
    }

    @Test
    void theAgentsLogNamesTheRequestThatAskedForAnImport() {
        String correlation = unique("correlation");
        String id = administrator()
                .contentType("application/json")
                .header("Correlation-Id", correlation)
                .body("{\"name\": \"%s\", %s}".formatted(unique("web"), estate.target()))
                .post(API + estate.machinePath(machine))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        awaitStatus(id, "succeeded");

        assertThat(agent.log().lines().filter(line -> line.contains("flow=" + correlation)))
                .anySatisfy(line -> assertThat(line).contains("Job " + id + " converts"))
                .anySatisfy(line -> assertThat(line).contains("Job " + id).contains("is DONE after PT"));
    }

    private static String text(String path) {
        return administrator()
                .accept("text/plain, application/json")
                .get(API + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void onlyAStarInAFilterStandsForOtherCharacters() {
        assertThat(machines("name", "web*x")).containsExactly(machine);
        assertThat(machines("name", "*[1]*")).containsExactly(machine);
        assertThat(machines("name", "*?\\x")).containsExactly(machine);
        assertThat(machines("name", "web?[1]?\\x")).isEmpty();
        assertThat(machines("name", "web*[0-9]*")).isEmpty();
        assertThat(machines("search", "name=\"web*[1]?\\x\" and status=down")).containsExactly(machine);
        assertThat(machines("search", "[1]?")).containsExactly(machine);
        assertThat(machines("search", "?x")).isEmpty();
    }

    @Test
    void whatWasImportedIsListedInItsExportDomain() {
        String domainId = get("/storagedomains")
                .extract()
                .path("storage_domain.find { it.name == '%s' }.id".formatted(estate.domain()));
        get("/storagedomains/" + domainId + "/vms").statusCode(200).body("vm", hasSize(0));
        String name = unique("web");
        String id = estate.submit(machine, name).statusCode(202).extract().path("id");
        awaitStatus(id, "succeeded");

        get("/storagedomains/" + domainId + "/vms")
                .statusCode(200)
                .body("vm.id", equalTo(List.of(id)))
                .body("vm[0].name", equalTo(name))
                .body("vm[0].os.type", notNullValue());
        get("/storagedomains/" + domainId + "/vms/" + id + "/diskattachments")
                .statusCode(200)
                .body("disk_attachment", hasSize(1))
                .body("disk_attachment[0].disk.format", equalTo("raw"))
                .body("disk_attachment[0].disk.provisioned_size", equalTo("1048576"));
        String disks = "/storagedomains/" + domainId + "/vms/" + id + "/disks";
        get(disks + "?max=1").statusCode(200).body("disk", hasSize(1));
        get(disks + "?max=0").statusCode(200).body("disk", hasSize(0));
        get("/storagedomains/" + UUID.randomUUID() + "/vms").statusCode(404);
    }

    @Test
    void aConversionIsStoppedAndNothingIsLeft() {
        virtV2v.stoppingAt("Copying disk 1/1", COPYING);
        String id = copying();

        post(IMPORTS + "/" + id + "/cancel", "{}").statusCode(200);

        awaitStatus(id, "cancelled");
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void aCheckOfTheAgentThatFailsEndsTheImportWithItsReason() {
        String id = post(
                        estate.machinePath(machine),
                        "{\"name\": \"%s\", %s, \"drivers_iso\": {\"id\": \"/no/such.iso\"}}"
                                .formatted(unique("web"), estate.target()))
                .statusCode(202)
                .extract()
                .path("id");

        awaitStatus(id, "failed");
        get(IMPORTS + "/" + id).body("failure.code", equalTo("DRIVERS_MISSING")).body("failure.remedy", notNullValue());
        get("/events?search=vm.id=" + id).body("event.code", equalTo(List.of("1153", "1194", "1193", "1165")));
        assertThat(virtV2v.wasStarted()).isFalse();
        assertThat(domain.staged()).isEmpty();
    }

    /** Takes connections and never says a word. */
    @ParameterizedTest
    @ValueSource(strings = {VMWARE, XEN})
    void aSourceThatNeverAnswersIsToldSoon(String source) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String provider = estate.addProvider(source.formatted(silent.getLocalPort()));
            post("/externalvmproviders/" + provider + "/virtualmachines/vm-1/import", "{" + estate.target() + "}")
                    .statusCode(400)
                    .body("code", equalTo("SOURCE_UNREACHABLE"))
                    .body("detail", containsString("127.0.0.1"))
                    .body("remedy", notNullValue())
                    .time(lessThan(SOON_ENOUGH_MILLIS));
        }
    }

    private List<String> machines(String parameter, String value) {
        return administrator()
                .queryParam(parameter, value)
                .get(API + "/externalvmproviders/" + estate.providerId() + "/virtualmachines")
                .then()
                .statusCode(200)
                .extract()
                .path("virtual_machine.id");
    }

    private String copying() {
        String id =
                estate.submit(machine, unique("web")).statusCode(202).extract().path("id");
        await().atMost(SOON).until(() -> virtV2v.reached(COPYING));
        return id;
    }

    private static TestingPki.Identity identity() {
        Config config = ConfigProvider.getConfig();
        return new TestingPki.Identity(
                config.getValue(EngineEnvironment.HOST_CERTIFICATE, Path.class),
                config.getValue(EngineEnvironment.HOST_KEY, Path.class),
                config.getValue("v2v.pki.ca", Path.class));
    }
}
