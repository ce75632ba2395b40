package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.rpc.stomp.TestingStompClient;
import org.ovirt.v2v.agent.rpc.stomp.TestingTls;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Whoever asks for the impossible is told why within 5 s, even if a peer says nothing at all. The agent's own limits take up to 3 of
 * them; what a busy machine needs for all else is measured on a peer that refuses at once, and added.
 */
class PromiseIT {
    private static final Duration PROMISE = Duration.ofSeconds(5);
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    /** More than may be at work and wait for one source. */
    private static final int USERS = 160;

    private final TestingFolder folder = TestingFolder.create("promise");
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingExportDomain domain = TestingExportDomain.create();
    private final Path program = folder.resolve("virt-v2v");
    private AgentProcess agent;
    private TestingOvirtClient client;
    private Duration promised = TIME_OUT;

    @BeforeEach
    void start() throws Exception {
        Files.createSymbolicLink(program, virtV2v.program());
        agent = AgentProcess.builder(pki.host())
                .set(Map.of("agent.v2v.program", program.toString(), "agent.v2v.emulation", "ALWAYS"))
                .asInstalled()
                .start();
        client = TestingOvirtClient.of(pki, agent.port());
        // the first request of all waits for Java to load what it needs
        failureOf(FreePort.find());
        Instant asked = Instant.now();
        assertThat(failureOf(FreePort.find()).at("/failure/code").asText()).isEqualTo("SOURCE_UNREACHABLE");
        promised = PROMISE.plus(Duration.between(asked, Instant.now()));
    }

    @AfterEach
    void stop() {
        client.close();
        agent.close();
        domain.close();
        virtV2v.close();
        pki.close();
        folder.close();
        TestingMemory.assertBounded(agent);
    }

    @Test
    void aSourceThatTakesTheConnectionAndSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Instant asked = Instant.now();
            JsonNode error = client.call(VerbName.GET_EXTERNAL_VM_NAMES, source(silent.getLocalPort()))
                    .getError();
            assertThat(Duration.between(asked, Instant.now())).isLessThan(promised);
            assertThat(error.at("/data/code").asText()).isEqualTo("SOURCE_UNREACHABLE");
            assertThat(error.get("message").asText()).contains("127.0.0.1");

            JsonNode job = failureOf(silent.getLocalPort());
            assertThat(job.at("/failure/code").asText()).isEqualTo("SOURCE_UNREACHABLE");
        }
    }

    /** One engine has one connection, and many users. */
    @Test
    void manyWhoAskASourceThatSaysNothingKeepNobodyElseFromBeingHeard() throws Exception {
        SSLContext tls = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestingStompClient engine = TestingStompClient.connected(tls, agent.port(), "127.0.0.1", "engine")) {
            String request = new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "jsonrpc",
                            "2.0",
                            "id",
                            "names",
                            "method",
                            VerbName.GET_EXTERNAL_VM_NAMES.wireName(),
                            "params",
                            source(silent.getLocalPort())));
            Instant asked = Instant.now();
            for (int i = 0; i < USERS; i++) {
                engine.request(request);
            }
            engine.ping("ping");

            List<String> before = new ArrayList<>();
            for (String answer = engine.next(); !answer.contains("\"id\":\"ping\""); answer = engine.next()) {
                before.add(answer);
            }

            assertThat(Duration.between(asked, Instant.now())).isLessThan(promised);
            assertThat(before)
                    .as("most wait, and those for whom there is no room are told so")
                    .hasSizeLessThan(USERS / 2)
                    .anyMatch(answer -> answer.contains("HOST_BUSY"));
        }
    }

    @Test
    void aVirtV2vThatHangs() throws Exception {
        Path hanging = Files.writeString(folder.resolve("hanging"), "#!/bin/sh\nsleep 600\n");
        Files.setPosixFilePermissions(hanging, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(program);
        Files.createSymbolicLink(program, hanging);

        JsonNode job = failureOf(FreePort.find());

        assertThat(job.at("/failure/code").asText()).isEqualTo("TOOL_INCOMPLETE");
        assertThat(job.at("/failure/message").asText()).contains(program.toString(), "does not answer");
    }

    /** The report of a job that failed before the promised time was over, without anything left behind. */
    private JsonNode failureOf(int port) throws Exception {
        UUID id = UUID.randomUUID();
        Map<String, Object> request = new HashMap<>(source(port));
        request.put("jobid", id);
        request.put(
                "vminfo",
                Map.of(
                        "vmName", "web",
                        "domainID", domain.id(),
                        "exportDomainPath", domain.root().toString()));
        Instant asked = Instant.now();
        client.result(VerbName.CONVERT_EXTERNAL_VM, request);
        JsonNode report = await().atMost(TIME_OUT)
                .until(
                        () -> client.result(VerbName.GET_JOB, Map.of("jobid", id)),
                        job -> job.get("status").asText().equals("error"));
        assertThat(Duration.between(asked, Instant.parse(report.get("endedAt").asText())))
                .isLessThan(promised);
        assertThat(domain.staged()).isEmpty();
        return report;
    }

    private static Map<String, Object> source(int port) throws IOException {
        return Map.of(
                "uri",
                "vpx://127.0.0.1:" + port + "/",
                "username",
                "u",
                "password",
                "hunter2",
                "trust",
                Map.of("mode", "NONE"));
    }
}
