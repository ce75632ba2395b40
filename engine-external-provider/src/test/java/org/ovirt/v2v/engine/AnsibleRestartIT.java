package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.PinnedTls;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingRelay;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * The sequence of Ansible's module {@code ovirt_vm} while the engine is killed (SIGKILL) and started again. The module goes on with
 * the token that it has; if the engine was away for longer than it waits, it is run again and must find the machine.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AnsibleRestartIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String COPYING = "Copying disk 1/1";

    private TestingPki pki;
    private TestingVCenter vcenter;
    private TestingExportDomain domain;
    private TestingVirtV2v virtV2v;
    private AgentProcess agent;
    private EngineProcess engine;
    private TestingPythonSdk sdk;
    private TestingOvirtVm module;

    @BeforeAll
    void deploy() {
        pki = TestingPki.create();
        vcenter = TestingVCenter.start();
        domain = TestingExportDomain.createEmpty();
        virtV2v = TestingVirtV2v.create();
        agent = AgentProcess.start(
                pki.host(), Map.of("agent.v2v.program", virtV2v.program().toString()));
        engine = EngineProcess.builder(pki)
                .set("v2v.imports.poll-interval", "1s")
                .set("v2v.imports.retries", "0")
                .start();
        TestingEstate.ofOneHost(engine.client(), "host", agent.port(), domain, vcenter);
    }

    @AfterAll
    void close() {
        engine.close();
        agent.close();
        virtV2v.close();
        domain.close();
        vcenter.close();
        pki.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        module = new TestingOvirtVm(
                TestingVCenter.FIRST_MACHINE,
                "vpx://administrator@" + vcenter.address() + "/DC0/DC0_C0/DC0_C0_H0?no_verify=1",
                TestingVCenter.USER,
                TestingVCenter.PASSWORD,
                "cluster",
                "export",
                EngineRequests.unique("t"));
        sdk = signedIn();
    }

    @AfterEach
    void signOut() throws Exception {
        if (!engine.isAlive()) {
            engine.restart(); // a test has failed
        }
        sdk.signOut();
    }

    @Test
    void theModuleGoesOnAskingWithTheTokenThatItHas() {
        int before = virtV2v.runs();
        virtV2v.stoppingAt(COPYING, module.name());
        assertThat(module.find(sdk)).isEmpty();
        String last = TestingOvirtVm.lastEvent(sdk);
        String id = module.added(module.add(sdk));
        await().atMost(SOON).until(() -> virtV2v.reached(module.name()));
        assertIsWaitedFor(last, id);
        long conversion = virtV2v.process().pid();

        engine.kill();
        assertThatThrownBy(() -> sdk.get("/vms/" + id)).isInstanceOf(ConnectException.class);
        engine.restart();

        assertIsWaitedFor(last, id);
        assertThat(virtV2v.process().pid()).isEqualTo(conversion);
        virtV2v.release(module.name());
        awaitImported(last, id);
        module.read(sdk, id);
        assertHappenedOnce(id, before);
    }

    @Test
    void whatEndedWhileNoEngineRanIsToldToTheModuleByTheNextOne() {
        int before = virtV2v.runs();
        virtV2v.stoppingAt(COPYING, module.name());
        String last = TestingOvirtVm.lastEvent(sdk);
        String id = module.added(module.add(sdk));
        await().atMost(SOON).until(() -> virtV2v.reached(module.name()));
        ProcessHandle conversion = virtV2v.process();

        engine.kill();
        virtV2v.release(module.name());
        await().atMost(SOON).until(() -> !conversion.isAlive());
        engine.restart();

        awaitImported(last, id);
        module.read(sdk, id);
        assertHappenedOnce(id, before);
    }

    @Test
    void theMachineWhoseImportFailedWhileNoEngineRanIsGone() {
        virtV2v.stoppingAt(COPYING, module.name());
        String last = TestingOvirtVm.lastEvent(sdk);
        String id = module.added(module.add(sdk));
        await().atMost(SOON).until(() -> virtV2v.reached(module.name()));

        engine.kill();
        virtV2v.process().destroyForcibly();
        engine.restart();

        await().atMost(SOON).until(() -> sdk.get("/vms/" + id).statusCode() == 404);
        assertThat(TestingOvirtVm.imported(sdk, last, id)).isFalse();
        assertThat(events("1153", id)).hasSize(1);
        assertThat(module.find(sdk)).isEmpty();
    }

    @Test
    void aMachineWhoseAnswerWasLostIsFoundByTheNextRunAndNotImportedTwice() throws Exception {
        int before = virtV2v.runs();
        String last = TestingOvirtVm.lastEvent(sdk);
        try (TestingRelay relay = TestingRelay.to(URI.create(engine.address()).getPort(), Duration.ZERO)) {
            CompletableFuture<HttpResponse<String>> answer = postUnanswered(relay);
            await().atMost(SOON).until(() -> !module.byName(sdk).isEmpty());

            engine.kill();

            assertThat(answer).failsWithin(SOON);
        }
        engine.restart();

        TestingPythonSdk next = signedIn();
        List<String> found = module.find(next);
        assertThat(found)
                .as("what the module takes for a machine that is there")
                .hasSize(1);
        Response again = module.add(next);
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(409);
        awaitImported(last, found.get(0));
        assertThat(module.find(next)).isEqualTo(found);
        assertHappenedOnce(found.get(0), before);
        next.signOut();
    }

    /** The module's request by a connection on which answers are lost from then on. */
    private CompletableFuture<HttpResponse<String>> postUnanswered(TestingRelay relay) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(PinnedTls.context(Files.readString(pki.authority())))
                .build();
        String api = "https://localhost:" + relay.port() + "/ovirt-engine/api";
        HttpRequest.Builder request = HttpRequest.newBuilder();
        sdk.headers().forEach(request::header);
        assertThat(client.send(request.uri(URI.create(api)).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        relay.loseAnswers();
        return client.sendAsync(
                request.uri(URI.create(api + "/externalvmimports"))
                        .POST(HttpRequest.BodyPublishers.ofString(module.request()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private TestingPythonSdk signedIn() throws Exception {
        return TestingPythonSdk.signIn(engine.address(), EngineProcess.ADMIN, EngineProcess.ADMIN_PASSWORD);
    }

    /** One round of the module's waiting: the machine is there, the end is not. */
    private void assertIsWaitedFor(String last, String id) {
        assertThat(TestingOvirtVm.document(sdk.get("/vms/" + id)).getString("vm.name"))
                .isEqualTo(module.name());
        assertThat(TestingOvirtVm.imported(sdk, last, id)).isFalse();
    }

    private void awaitImported(String last, String id) {
        await().atMost(SOON).until(() -> {
            sdk.get("/vms/" + id).then().statusCode(200);
            return TestingOvirtVm.imported(sdk, last, id);
        });
    }

    private void assertHappenedOnce(String id, int runsBefore) {
        assertThat(virtV2v.runs()).as("runs of virt-v2v").isEqualTo(runsBefore + 1);
        assertThat(events("1165", id)).hasSize(1);
        assertThat(events("1152", id)).hasSize(1);
        assertThat(domain.ovf(UUID.fromString(id))).exists();
        assertThat(domain.staged()).isEmpty();
    }

    private List<String> events(String type, String id) {
        return TestingOvirtVm.document(sdk.get("/events?search=type%3D" + type + "+and+vm.id%3D" + id))
                .getList("events.event.@id");
    }
}
