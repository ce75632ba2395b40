package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;

/** An engine asks for conversion after conversion, with texts as long as they may be, and deletes none: the agent goes on. */
class ManyJobsIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(2);

    /** Each with a request of 240 kB: together, more than the agent's heap. */
    private static final int JOBS = 320;

    /** One of so many is asked for. */
    private static final int SAMPLE = 16;

    private static final int MAPPINGS = 30;
    private static final int LONGEST = 4_000;

    private final TestingPki pki = TestingPki.create();
    private final AgentProcess agent =
            AgentProcess.builder(pki.host()).asInstalled().start();
    private Optional<TestingOvirtClient> client = Optional.empty();

    @AfterEach
    void stop() {
        client.ifPresent(TestingOvirtClient::close);
        agent.close();
        pki.close();
        TestingMemory.assertBounded(agent);
    }

    @Test
    void goesOnAndStartsAgainAndKnowsThemAll() throws Exception {
        connect();
        List<UUID> jobs =
                IntStream.range(0, JOBS).mapToObj(job -> UUID.randomUUID()).toList();
        long first = agent.pid();

        for (UUID job : jobs) {
            // those that have not ended may take all the memory for jobs
            await().atMost(TIME_OUT).pollDelay(Duration.ZERO).until(() -> isTaken(job));
        }
        awaitFailed(jobs);

        assertThat(agent.isAlive()).isTrue();
        assertThat(agent.pid()).isEqualTo(first);
        assertThat(result(VerbName.LIST_JOBS, Map.of()).size()).isBetween(1, JOBS - 1);

        agent.kill();
        agent.restart();
        connect();

        awaitFailed(jobs);
    }

    private boolean isTaken(UUID job) throws Exception {
        return call(VerbName.CONVERT_EXTERNAL_VM, request(job)).getError() == null;
    }

    private void awaitFailed(List<UUID> jobs) {
        IntStream.range(0, JOBS / SAMPLE)
                .mapToObj(number -> jobs.get(number * SAMPLE))
                .forEach(this::awaitFailed);
        awaitFailed(jobs.get(JOBS - 1));
    }

    private void awaitFailed(UUID job) {
        JsonNode ended = await().atMost(TIME_OUT)
                .pollDelay(Duration.ZERO)
                .until(() -> result(VerbName.GET_JOB, Map.of("jobid", job)), told -> told.has("endedAt"));
        assertThat(ended.path("status").asText()).isEqualTo("error");
        assertThat(ended.at("/failure/code").asText()).isEqualTo("INVALID_REQUEST");
    }

    private static Map<String, Object> request(UUID job) {
        Map<String, Object> info = new HashMap<>();
        info.put("vmName", "web");
        info.put("name", "machine-" + job);
        info.put("domainID", UUID.randomUUID());
        info.put("exportDomainPath", Path.of("/nowhere").toString());
        info.put(
                "networks",
                IntStream.range(0, MAPPINGS)
                        .mapToObj(number ->
                                Map.of("source", number + "s".repeat(LONGEST), "target", number + "t".repeat(LONGEST)))
                        .toList());
        return Map.of(
                "uri",
                "vpx://vcenter.example.org/",
                "username",
                "admin",
                "password",
                "secret",
                "jobid",
                job,
                "vminfo",
                info);
    }

    private void connect() throws Exception {
        client.ifPresent(TestingOvirtClient::close);
        client = Optional.of(TestingOvirtClient.of(pki, agent.port()));
    }

    private JsonNode result(VerbName verb, Object params) throws Exception {
        return client.orElseThrow().result(verb, params);
    }

    private JsonRpcResponse call(VerbName verb, Object params) throws Exception {
        return client.orElseThrow().call(verb, params);
    }
}
