package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.port;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitStatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.EventStream;
import org.ovirt.v2v.testbed.UnsentBytes;

/** What a browser gets that shows imports while they run. */
@QuarkusTest
@TestProfile(ImportProfile.class)
class ProgressIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Duration LONG = Duration.ofMinutes(2);

    /** The host is asked for its jobs each second, and progress is stored every other one. */
    private static final int LONGER_THAN_UNTIL_STORED = 5;

    /** As long as what a host tells of a job can be: few events are much to send. */
    private static final String LONG_TEXT = "x".repeat(4_000);

    /** A connection in which something waits for so long is one that nobody reads: the others are read at once. */
    private static final Duration STUCK = Duration.ofSeconds(2);

    private static final int AFTER_THAT = 100;

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
    void theStreamAsksForAUser() {
        anonymous().get(API + EventStream.IMPORTS).then().statusCode(401);
    }

    @Test
    void anUnknownImportHasNoStream() {
        for (String id : List.of(UUID.randomUUID().toString(), "nonsense")) {
            administrator()
                    .accept("text/event-stream")
                    .get(API + EventStream.ofImport(id))
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void itBeginsWithWhatRunsAndTellsEveryChange() {
        String running = estate.converting("vm-1", unique("web"));
        copied(running, 10);
        try (EventStream stream = EventStream.open(client(), EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.contentType()).startsWith("text/event-stream");
            await().atMost(SOON).until(() -> lastProgress(stream, running) == 10);

            String later = estate.converting("vm-2", unique("mail"));
            for (int percent : List.of(20, 50, 90)) {
                copied(running, percent);
                await().atMost(SOON).until(() -> lastProgress(stream, running) == percent);
            }
            finish(running);
            await().atMost(SOON).until(() -> lastStatus(stream, running).equals("succeeded"));

            assertThat(stream.of(later)).isNotEmpty();
            assertThat(stream.of(running))
                    .extracting(event -> event.path("progress").asInt())
                    .isSorted();
            assertThat(stream.of(running).get(0).path("name").asText()).isNotEmpty();
            assertThat(stream.hasEnded()).isFalse();
        }
    }

    @Test
    void aClientThatWasCutOffHearsOfWhatHasEndedMeanwhile() {
        String before = estate.converting("vm-1", unique("web"));
        String lastId;
        try (EventStream stream = EventStream.open(client(), EventStream.IMPORTS)) {
            await().atMost(SOON).until(() -> !stream.of(before).isEmpty());
            lastId = stream.lastId();
        }
        finish(before);
        awaitStatus(before, "succeeded");
        String running = estate.converting("vm-2", unique("mail"));

        try (EventStream resumed = EventStream.resume(client(), EventStream.IMPORTS, lastId)) {
            await().atMost(SOON).until(() -> !resumed.of(running).isEmpty());
            assertThat(lastStatus(resumed, before)).isEqualTo("succeeded");
        }
        for (String nonsense : List.of("", "yesterday", "9".repeat(30))) {
            try (EventStream anew = EventStream.resume(client(), EventStream.IMPORTS, nonsense)) {
                await().atMost(SOON).until(() -> !anew.of(running).isEmpty());
                assertThat(anew.of(before)).isEmpty();
            }
        }
    }

    @Test
    void aClientThatWasCutOffBeforeTheFirstEventHearsOfWhatHasEndedMeanwhile() {
        String lastId;
        try (EventStream stream = EventStream.open(client(), EventStream.IMPORTS)) {
            await().atMost(SOON).until(() -> !stream.lastId().isEmpty());
            lastId = stream.lastId();
        }
        String ended = estate.converting("vm-1", unique("web"));
        finish(ended);
        awaitStatus(ended, "succeeded");

        try (EventStream resumed = EventStream.resume(client(), EventStream.IMPORTS, lastId)) {
            await().atMost(SOON).until(() -> lastStatus(resumed, ended).equals("succeeded"));
        }
    }

    @Test
    void theStreamOfOneImportEndsWithIt() {
        String watched = estate.converting("vm-1", unique("web"));
        String other = estate.converting("vm-2", unique("mail"));
        try (EventStream stream = EventStream.open(client(), EventStream.ofImport(watched))) {
            copied(other, 30);
            copied(watched, 30);
            finish(watched);
            await().atMost(SOON).until(stream::hasEnded);

            assertThat(lastStatus(stream, watched)).isEqualTo("succeeded");
            assertThat(lastProgress(stream, watched)).isEqualTo(100);
            assertThat(stream.of(other)).isEmpty();
        }
    }

    @Test
    void theStreamOfAnImportThatHasEndedTellsHowAndEnds() {
        String ended = estate.converting("vm-1", unique("web"));
        finish(ended);
        awaitStatus(ended, "succeeded");
        try (EventStream stream = EventStream.open(client(), EventStream.ofImport(ended))) {
            await().atMost(SOON).until(stream::hasEnded);
            assertThat(stream.of(ended)).singleElement().satisfies(event -> assertThat(
                            event.path("status").asText())
                    .isEqualTo("succeeded"));
        }
    }

    @Test
    void aHostThatSaysNothingNewIsNoNews() {
        String id = estate.converting("vm-1", unique("web"));
        copied(id, 30);
        try (EventStream stream = EventStream.open(client(), EventStream.IMPORTS)) {
            await().atMost(SOON).until(() -> lastProgress(stream, id) == 30);
            awaitAsked(LONGER_THAN_UNTIL_STORED);
            int told = stream.of(id).size();

            awaitAsked(LONGER_THAN_UNTIL_STORED);

            assertThat(stream.of(id)).hasSize(told);
        }
    }

    @Test
    void aQuietStreamShowsThatItLives() {
        try (EventStream stream = EventStream.open(client(), EventStream.IMPORTS)) {
            await().atMost(SOON).until(() -> stream.comments().contains("heart-beat"));
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobody() {
        String id = estate.converting("vm-1", unique("web"));
        try (EventStream slow = EventStream.openWithoutReading(client(), EventStream.IMPORTS);
                EventStream quick = EventStream.open(client(), EventStream.ofImport(id))) {
            int[] told = {0};
            await("more than the connection's buffers hold")
                    .during(STUCK)
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        tell(id, 10, told[0]++);
                        return !UnsentBytes.of(port()).isEmpty();
                    });
            for (int number = 0; number < AFTER_THAT; number++) {
                tell(id, 20, told[0]++);
            }

            for (int percent : List.of(30, 60, 90)) {
                tell(id, percent, told[0]++);
                await().atMost(SOON).until(() -> lastProgress(quick, id) == percent);
            }
            finish(id);
            await().atMost(SOON).until(quick::hasEnded);

            assertThat(lastStatus(quick, id)).isEqualTo("succeeded");
            assertThat(slow.status()).isEqualTo(200);
            assertThat(UnsentBytes.of(port()))
                    .as("of the one that does not read")
                    .hasSize(1);
        }
    }

    private void tell(String id, int percent, int number) {
        agent.report(agent.set(UUID.fromString(id), JobStatus.COPYING_DISK, Phase.COPYING_DISKS, percent, null)
                .with(next -> next.description(number + LONG_TEXT)));
    }

    private void awaitAsked(int times) {
        int before = agent.asked(VerbName.LIST_JOBS);
        await().atMost(SOON).until(() -> agent.asked(VerbName.LIST_JOBS) >= before + times);
    }

    private void copied(String id, int percent) {
        agent.report(UUID.fromString(id), JobStatus.COPYING_DISK, Phase.COPYING_DISKS, percent, null);
    }

    private void finish(String id) {
        agent.report(UUID.fromString(id), JobStatus.DONE, Phase.FINISHED, 100, null);
    }

    private static int lastProgress(EventStream stream, String id) {
        return last(stream, id).path("progress").asInt(-1);
    }

    private static String lastStatus(EventStream stream, String id) {
        return last(stream, id).path("status").asText();
    }

    private static JsonNode last(EventStream stream, String id) {
        List<JsonNode> known = stream.of(id);
        return known.isEmpty() ? MissingNode.getInstance() : known.get(known.size() - 1);
    }
}
