package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingPki;

/**
 * The agent, with the memory that it has on a host, under more than anybody may ask of it, while an engine works with it as if nothing
 * happened. What an engine waited meanwhile is printed.
 */
class FloodIT {
    private static final String ATTACKER = "127.0.0.2";
    private static final String OTHER_ATTACKER = "127.0.0.3";
    private static final String ENGINE = "127.0.0.1";

    /** Connections that an attacker has open at the same time. */
    private static final int AT_ONCE = 2_000;

    /** Nobody takes it for an answer if it comes later. */
    private static final Duration AN_ANSWER = Duration.ofSeconds(30);

    private static final long MOST_MEMORY = 150L << 20;

    private final TestingPki pki = TestingPki.create();
    private AgentProcess agent;
    private SSLContext trusted;
    private long pid;

    @BeforeEach
    void start() throws Exception {
        agent = AgentProcess.start(pki.host(), Map.of("agent.v2v.emulation", "ALWAYS"));
        pid = agent.pid();
        trusted = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
    }

    @AfterEach
    void stop() {
        agent.close();
        pki.close();
    }

    @Test
    void thirteenThousandConnectionsThatSayNothing() throws Exception {
        whileAnEngineWorks("13,000 silent connections", () -> connect(13_000, ByteBuffer.allocate(0)));
    }

    @Test
    void fourThousandHandshakesThatNobodyMeans() throws Exception {
        ByteBuffer hello = clientHello();

        whileAnEngineWorks("4,000 ClientHellos", () -> connect(4_000, hello));
    }

    @Test
    void fortyClientsWithSixteenLargeRequestsEach() throws Exception {
        String request = "{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\",\"id\":\"big\",\"params\":{\"x\":\""
                + "x".repeat(250_000) + "\"}}";
        whileAnEngineWorks("40 clients with 16 requests of 250 kB each", () -> {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String from = i % 2 == 0 ? ATTACKER : OTHER_ATTACKER;
                clients.add(
                        CompletableFuture.runAsync(() -> askInVain(from, request), task -> new Thread(task).start()));
            }
            clients.forEach(CompletableFuture::join);
        });
    }

    /** Whatever comes of them: an answer, a refusal, the end of the connection. */
    private void askInVain(String from, String request) {
        try (TestingStompClient client = TestingStompClient.connected(trusted, agent.port(), from, "attacker")) {
            for (int i = 0; i < 16; i++) {
                client.request(request);
            }
            for (int i = 0; i < 16 && client.nextIfAny().isPresent(); i++) {
                // the next one
            }
        } catch (IOException | AssertionError e) {
            System.out.println("A client with large requests was cut off: " + e.getMessage());
        }
    }

    private interface Attack {
        void run() throws Exception;
    }

    private void whileAnEngineWorks(String what, Attack attack) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (TestingStompClient engine = TestingStompClient.connected(trusted, agent.port(), ENGINE, "engine")) {
            engine.ping("first");
            engine.next();
            CompletableFuture<List<Duration>> pings = CompletableFuture.supplyAsync(() -> ping(engine, over));
            CompletableFuture<List<Duration>> others = CompletableFuture.supplyAsync(() -> connectAndPing(over));

            attack.run();

            over.set(true);
            System.out.println("MEASURED " + what + ": ping " + figures(pings.join()) + "; connect and ping "
                    + figures(others.join()) + "; at most " + (peakMemory() >> 20) + " MiB");
            assertThat(pings.join()).isNotEmpty().allMatch(took -> took.compareTo(AN_ANSWER) < 0);
            assertThat(others.join()).isNotEmpty().allMatch(took -> took.compareTo(AN_ANSWER) < 0);
        }
        assertThat(agent.pid()).isEqualTo(pid);
        assertThat(peakMemory()).isLessThan(MOST_MEMORY);
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

    /** Opens connections from one address, says the same over each, and keeps as many open as an attacker can. */
    private void connect(int connections, ByteBuffer text) throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                if (open.size() == AT_ONCE) {
                    open.remove(0).close();
                }
                SocketChannel channel = SocketChannel.open();
                open.add(channel);
                channel.bind(new InetSocketAddress(ATTACKER, 0));
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), agent.port()));
                try {
                    channel.write(text.duplicate());
                } catch (IOException e) {
                    // it was closed at once
                }
            }
        } finally {
            for (SocketChannel each : open) {
                each.close();
            }
        }
    }

    private ByteBuffer clientHello() throws Exception {
        SSLEngine engine = trusted.createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return hello.flip();
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

    private long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }
}
