package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.LimitsProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.PinnedTls;

/** As many machines as are allowed, and more requests at a time than are good. */
@QuarkusTest
@TestProfile(LimitsProfile.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ImportLoadIT {
    private static final int MACHINES = 500;
    private static final int CALLS = 10;

    /** How many of them can be imported; storing all 5,000 would test the disk. */
    private static final int SHUT_DOWN = 20;

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TestingAgent agent;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private ImportEstate estate;
    private String shared;

    @BeforeEach
    void prepare() {
        agent.reset();
        estate = ImportEstate.register();
        shared = unique("shared");
        // reached through any host of the data center, so that all of them are asked how they are
        add(
                "/storagedomains",
                """
                {"name": "%s", "type": "export", "data_center": {"name": "%s"},
                 "storage": {"type": "nfs", "address": "nas.example", "path": "/%1$s"}}
                """
                        .formatted(shared, estate.dataCenter()));
        IntStream.range(0, MACHINES)
                .forEach(number -> agent.add(TestingMachine.of(
                        "vm-" + number,
                        "m" + number,
                        number < SHUT_DOWN ? ExternalVm.DOWN : ExternalVm.UP,
                        TestingMachine.disk())));
    }

    @AfterEach
    void end() {
        agent.reset();
        clients.shutdownNow();
    }

    @Test
    void fiveHundredMachinesInEachOfTenCallsAreAnsweredAndTheEngineIsWellMeanwhile() {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        List<CompletableFuture<JsonNode>> calls = IntStream.range(0, CALLS)
                .mapToObj(call -> CompletableFuture.supplyAsync(() -> batch("c" + call), clients))
                .toList();
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == CALLS);

        assertIsWell();
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        agent.release(VerbName.GET_EXTERNAL_VMS);

        for (CompletableFuture<JsonNode> call : calls) {
            JsonNode imports = call.join().path("import");
            assertThat(imports).hasSize(MACHINES);
            assertThat(imports.findValuesAsText("status").subList(0, SHUT_DOWN)).containsOnly("queued");
            assertThat(imports.findValuesAsText("code"))
                    .hasSize(MACHINES - SHUT_DOWN)
                    .containsOnly("VM_RUNNING");
        }
    }

    @Test
    void oneRequestTooManyIsToldToComeAgainAndAClientThatHangsUpMakesRoom() throws IOException {
        agent.hold(VerbName.GET_EXTERNAL_VMS);
        List<Socket> impatient = IntStream.range(0, LimitsProfile.REQUESTS)
                .mapToObj(number -> ask(estate.machinePath("vm-" + number), "{" + target() + "}"))
                .toList();
        await().atMost(SOON).until(() -> agent.waiting(VerbName.GET_EXTERNAL_VMS) == LimitsProfile.REQUESTS);

        estateRequest("vm-19")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("ENGINE_BUSY"))
                .body("detail", containsString(String.valueOf(LimitsProfile.REQUESTS)))
                .body("remedy", containsString("batch"));
        assertIsWell();

        for (Socket client : impatient) {
            client.close();
        }
        agent.release(VerbName.GET_EXTERNAL_VMS);
        await().atMost(SOON).until(() -> estateRequest("vm-19").extract().statusCode() == 202);
    }

    private ValidatableResponse estateRequest(String machine) {
        return post(estate.machinePath(machine), "{" + target() + "}");
    }

    private String target() {
        return "\"cluster\": {\"name\": \"%s\"}, \"storage_domain\": {\"name\": \"%s\"}"
                .formatted(estate.cluster(), shared);
    }

    /** Sends a request and does not wait for the answer. */
    private static Socket ask(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String credentials = EngineRequests.USER + ":" + EngineEnvironment.PASSWORD;
        String head = "POST " + EngineRequests.API + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        try {
            Path authority = ConfigProvider.getConfig().getValue("v2v.pki.ca", Path.class);
            Socket socket = PinnedTls.context(Files.readString(authority))
                    .getSocketFactory()
                    .createSocket("localhost", EngineRequests.port());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertIsWell() {
        administrator()
                .get("/ovirt-engine/services/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
        get("/hosts").statusCode(200);
        get("/imports?max=1").statusCode(200);
    }

    private JsonNode batch(String prefix) {
        String items = IntStream.range(0, MACHINES)
                .mapToObj(number -> "{\"virtual_machine\": {\"id\": \"vm-%1$d\"}, \"name\": \"%2$s-%1$d\"}"
                        .formatted(number, prefix))
                .collect(Collectors.joining(","));
        String request = "{%s, \"imports\": [%s]}".formatted(target(), items);
        try {
            return client().post(estate.batchPath(), EngineClient.JSON.readTree(request))
                    .accepted();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
