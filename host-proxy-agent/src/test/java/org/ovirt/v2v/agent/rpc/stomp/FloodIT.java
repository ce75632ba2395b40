package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.TestingMemory;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingPki;

/**
 * The agent, with the memory that it has on a host, under more than anybody may ask of it, while an engine works with it as if nothing
 * happened. What an engine waited meanwhile is printed.
 */
class FloodIT {
    private static final String ENGINE = "127.0.0.1";

    /** Nobody takes it for an answer if it comes later. */
    private static final Duration AN_ANSWER = Duration.ofSeconds(30);

    private final TestingPki pki = TestingPki.create();
    private AgentProcess agent;
    private SSLContext trusted;
    private TestingFlood flood;
    private long pid;

    @BeforeEach
    void start() throws Exception {
        agent = AgentProcess.builder(pki.host())
                .set(Map.of("agent.v2v.emulation", "ALWAYS"))
                .asInstalled()
                .start();
        pid = agent.pid();
        trusted = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
        flood = new TestingFlood(trusted, agent.port());
    }

    @AfterEach
    void stop() {
        agent.close();
        pki.close();
        TestingMemory.assertBounded(agent);
    }

    @Test
    void thirteenThousandConnectionsThatSayNothing() throws Exception {
        whileAnEngineWorks("13,000 silent connections", () -> flood.silentConnections(13_000));
    }

    @Test
    void fourThousandHandshakesThatNobodyMeans() throws Exception {
        whileAnEngineWorks("4,000 ClientHellos", () -> flood.clientHellos(4_000));
    }

    @Test
    void fortyClientsWithSixteenLargeRequestsEach() throws Exception {
        try (LargeRequests clients = LargeRequests.prepare(pki.engineClient(), agent.port(), 40, 16)) {
            whileAnEngineWorks(
                    "40 clients with 16 requests of 250 kB each",
                    () -> System.out.println(clients.send() + " of 40 clients with large requests were cut off"));
        }
    }

    private interface Attack {
        void run() throws Exception;
    }

    private void whileAnEngineWorks(String what, Attack attack) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (TestingStompClient engine = TestingStompClient.connected(trusted, agent.port(), ENGINE, "engine")) {
            await("until the agent has looked through its jobs")
                    .atMost(AN_ANSWER)
                    .until(() -> {
                        engine.ping("first");
                        return engine.next().contains("\"result\":true");
                    });
            CompletableFuture<List<Duration>> pings = CompletableFuture.supplyAsync(() -> ping(engine, over));
            CompletableFuture<List<Duration>> others = CompletableFuture.supplyAsync(() -> connectAndPing(over));

            attack.run();

            over.set(true);
            System.out.println("MEASURED " + what + ": ping " + figures(pings.join()) + "; connect and ping "
                    + figures(others.join()) + "; at most " + (agent.peakMemory() >> 20) + " MiB");
            assertThat(pings.join()).isNotEmpty().allMatch(took -> took.compareTo(AN_ANSWER) < 0);
            assertThat(others.join()).isNotEmpty().allMatch(took -> took.compareTo(AN_ANSWER) < 0);
        }
        assertThat(agent.pid()).isEqualTo(pid);
    }

    private List<Duration> ping(TestingStompClient engine, AtomicBoolean over) {
        List<Duration> took = new ArrayList<>();
        try {
            while (!over.get()) {
                long begin = System.nanoTime();
                engine.ping("p");
                assertThat(engine.next()).contains("\"result\":true");
                took.add(Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (IOException e) {
            throw new AssertionError("the engine was cut off", e);
        }
        return took;
    }

    private List<Duration> connectAndPing(AtomicBoolean over) {
        List<Duration> took = new ArrayList<>();
        while (!over.get()) {
            long begin = System.nanoTime();
            Awaitility.await("an engine is let in")
                    .atMost(AN_ANSWER)
                    .pollDelay(Duration.ZERO)
                    .until(this::isLetIn);
            took.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        return took;
    }

    /** An engine that is not tries again. */
    private boolean isLetIn() {
        try (TestingStompClient other = TestingStompClient.connected(trusted, agent.port(), ENGINE, "another")) {
            other.ping("p");
            return other.next().contains("\"result\":true");
        } catch (IOException | AssertionError e) {
            System.out.println("An engine was not let in: " + e.getMessage());
            return false;
        }
    }

    private static String figures(List<Duration> took) {
        List<Duration> sorted = took.stream().sorted().toList();
        return String.format(
                "%d times, median %d ms, 99th percentile %d ms, worst %d ms",
                sorted.size(),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 99 / 100).toMillis(),
                sorted.get(sorted.size() - 1).toMillis());
    }
}
