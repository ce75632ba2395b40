package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.testbed.EngineClient.JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingRelay;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * The engine as it is shipped, killed (SIGKILL) in each state that an import can be in; the agent is a real one, and virt-v2v
 * follows a script. All tests share one engine, which has one conversion at a time on its host.
 *
 * <p>Requests to the agent can be kept back while its events come through: so an import stays in a state that it otherwise
 * leaves within milliseconds.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EngineKillIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String IMPORTS = "/imports";
    private static final String COPYING = "Copying disk 1/1";

    /** More bytes than a heart-beat (7 to 39) or a question after a job (330) has, and fewer than a request that names a source (440). */
    private static final int QUESTION = 400;

    private TestingPki pki;
    private TestingVirtV2v virtV2v;
    private TestingVCenter vcenter;
    private TestingExportDomain domain;
    private AgentProcess agent;
    private TestingRelay relay;
    private EngineProcess engine;
    private EngineClient client;
    private TestingEstate estate;

    /** A conversion that waits while it copies: virt-v2v's process, which must be the same before and after. */
    private record Conversion(String importId, String name, long pid, Instant started) {}

    @BeforeAll
    void deploy() {
        pki = TestingPki.create();
        virtV2v = TestingVirtV2v.create();
        vcenter = TestingVCenter.start();
        domain = TestingExportDomain.createEmpty();
        agent = AgentProcess.start(
                pki.host(), Map.of("agent.v2v.program", virtV2v.program().toString()));
        relay = TestingRelay.to(agent.port(), Duration.ZERO);
        engine = EngineProcess.builder(pki)
                .set("v2v.imports.per-host", "1")
                .set("v2v.imports.poll-interval", "1s")
                .set("v2v.imports.retries", "0")
                .start();
        client = engine.client();
        estate = TestingEstate.ofOneHost(client, "host", relay.port(), domain, vcenter);
    }

    @AfterAll
    void close() {
        engine.close();
        relay.close();
        agent.close();
        domain.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
    }

    @BeforeEach
    void isIdle() {
        assertThat(client.get(IMPORTS + "?status=validating,queued,starting,converting,finalizing")
                        .accepted()
                        .path("total")
                        .asInt())
                .isZero();
    }

    /** How an engine can end in the middle of its work. */
    private enum End {
        KILLED,
        STOPPED
    }

    @ParameterizedTest
    @EnumSource
    void whatWasStillBeingCheckedIsForgottenWithItsName(End end) {
        String name = "checked-" + end;
        relay.hold();
        CompletableFuture<EngineClient.Answer> answer = CompletableFuture.supplyAsync(() -> submit(0, name));
        await().atMost(SOON).until(() -> relay.largestHeld() > QUESTION);
        assertThat(answer).isNotDone();

        long farewells = farewells();
        switch (end) {
            case KILLED -> engine.kill();
            case STOPPED -> {
                engine.stop();
                farewells++;
            }
        }
        assertThat(farewells()).as("ended by itself, or not").isEqualTo(farewells);
        relay.drop();
        engine.restart();

        assertThat(answer).failsWithin(SOON);
        assertThat(idsOf(name)).isEmpty();
        String id = submit(0, name).accepted().path("id").asText();
        awaitStatus(id, "succeeded");
    }

    @Test
    void whatWasAnsweredBeforeItWasCheckedIsCheckedBySuccessor() {
        relay.hold();
        String id = estate.submitWithoutWaiting(client, 0, "answered")
                .accepted()
                .path("id")
                .asText();
        awaitStatus(id, "validating");
        await().atMost(SOON).until(() -> relay.largestHeld() > QUESTION);

        engine.kill();
        relay.drop();
        engine.restart();

        awaitStatus(id, "succeeded");
        assertThat(domain.ovf(UUID.fromString(id))).exists();
        assertThat(idsOf("answered")).containsExactly(id);
    }

    @Test
    void aConversionGoesOnAndWhatWaitsForItKeepsItsPlace() {
        Conversion running = converting(0, "running");
        String waiting = submit(1, "waiting").accepted().path("id").asText();
        awaitStatus(waiting, "queued");

        engine.kill();
        engine.restart();

        awaitStatus(running.importId(), "converting");
        assertStillRuns(running);
        awaitStatus(waiting, "queued");
        virtV2v.release(running.name());
        awaitStatus(running.importId(), "succeeded");
        awaitStatus(waiting, "succeeded");
        assertThat(domain.ovf(UUID.fromString(running.importId()))).exists();
        assertThat(domain.ovf(UUID.fromString(waiting))).exists();
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void anImportThatWasStartedUnheardIsStartedBySuccessor() {
        String starting = starting("unheard");

        engine.kill();
        relay.drop();
        assertThat(virtV2v.reached("unheard")).isFalse();
        engine.restart();

        Conversion conversion = awaitConversion(starting, "unheard");
        awaitStatus(starting, "converting");
        finish(conversion);
    }

    @Test
    void anImportThatTheHostHasHeardOfIsNotStartedTwice() {
        String starting = starting("heard");

        engine.kill();
        relay.release();
        Conversion conversion = awaitConversion(starting, "heard");
        engine.restart();

        awaitStatus(starting, "converting");
        assertStillRuns(conversion);
        finish(conversion);
    }

    @Test
    void anImportThatIsBeingFinishedIsFinished() {
        Conversion conversion = converting(0, "finished");
        relay.hold();
        virtV2v.release(conversion.name());
        awaitStatus(conversion.importId(), "finalizing");

        engine.kill();
        relay.drop();
        engine.restart();

        awaitStatus(conversion.importId(), "succeeded");
        assertThat(domain.ovf(UUID.fromString(conversion.importId()))).exists();
        assertThat(invocation().path("pid").asLong())
                .as("virt-v2v was not started again")
                .isEqualTo(conversion.pid());
    }

    @Test
    void anImportThatIsBeingCancelledIsCancelled() {
        Conversion conversion = converting(0, "cancelled");
        relay.hold();
        client.post(IMPORTS + "/" + conversion.importId() + "/cancel", JSON.createObjectNode())
                .accepted();
        await().atMost(SOON).until(() -> relay.held() > 0);

        engine.kill();
        relay.drop();
        assertStillRuns(conversion);
        engine.restart();

        awaitStatus(conversion.importId(), "cancelled");
        await().atMost(SOON).until(() -> ProcessHandle.of(conversion.pid()).isEmpty());
        assertThat(domain.staged()).isEmpty();
    }

    /** An import of which the host is told at this moment, in words that are kept back. */
    private String starting(String name) {
        Conversion before = converting(0, "before-" + name);
        virtV2v.stoppingAt(COPYING, name);
        String next = submit(1, name).accepted().path("id").asText();
        awaitStatus(next, "queued");
        relay.hold();
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
        awaitStatus(before.importId(), "failed");
        awaitStatus(next, "starting");
        await().atMost(SOON).until(() -> relay.largestHeld() > QUESTION);
        return next;
    }

    private Conversion converting(int machine, String name) {
        virtV2v.stoppingAt(COPYING, name);
        String id = submit(machine, name).accepted().path("id").asText();
        return awaitConversion(id, name);
    }

    private Conversion awaitConversion(String id, String name) {
        await().atMost(SOON).until(() -> virtV2v.reached(name));
        long pid = invocation().path("pid").asLong();
        return new Conversion(id, name, pid, started(pid));
    }

    private void assertStillRuns(Conversion conversion) {
        assertThat(invocation().path("pid").asLong())
                .as("virt-v2v was not started again")
                .isEqualTo(conversion.pid());
        assertThat(started(conversion.pid())).isEqualTo(conversion.started());
    }

    private void finish(Conversion conversion) {
        virtV2v.release(conversion.name());
        awaitStatus(conversion.importId(), "succeeded");
        assertThat(invocation().path("pid").asLong()).isEqualTo(conversion.pid());
        assertThat(domain.ovf(UUID.fromString(conversion.importId()))).exists();
        assertThat(domain.staged()).isEmpty();
    }

    private static Instant started(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow();
    }

    private JsonNode invocation() {
        try {
            return JSON.readTree(virtV2v.invocation());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitStatus(String id, String status) {
        await().alias("import " + id + " is " + status).atMost(SOON).until(() -> client.get(IMPORTS + "/" + id)
                .accepted()
                .path("status")
                .asText()
                .equals(status));
    }

    private List<String> idsOf(String name) {
        JsonNode all = client.get(IMPORTS).accepted().path("import");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("id").asText())
                .toList();
    }

    /** How often an engine has said that it has stopped. */
    private long farewells() {
        return engine.log()
                .lines()
                .filter(line -> line.contains("ovirt-v2v-engine stopped in"))
                .count();
    }

    private EngineClient.Answer submit(int machine, String name) {
        return estate.submit(client, machine, name);
    }
}
