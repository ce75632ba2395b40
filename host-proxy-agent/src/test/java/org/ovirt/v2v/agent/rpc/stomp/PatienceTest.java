package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.rpc.JsonRpcDispatcher;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;
import org.ovirt.v2v.testbed.TestingPki;

/** A server that is less patient than usual, and has room for eight clients, two of them of one address. */
class PatienceTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final TestingPki pki = TestingPki.create();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private SSLContext trusted;
    private StompServer server;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        trusted = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
        VerbRegistry verbs = new VerbRegistry(List.of(HostVerbs.ping()));
        server = new StompServer(
                ServerTls.create(TestingTls.server(pki.host())), 8, new ReceiveTimer.Limits(SHORT, SHORT));
        port = server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new JsonRpcDispatcher(() -> verbs, (reach, client, work) -> workers.execute(work), new RpcJson()));
    }

    @AfterEach
    void stop() {
        server.close();
        workers.shutdownNow();
        pki.close();
    }

    @Test
    void whoOpensAConnectionAndSaysNothingIsCutOff() throws Exception {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoShowsACertificateAndSaysNothingIsCutOff() throws Exception {
        try (TestingStompClient client = new TestingStompClient(trusted, port)) {
            client.send("\n");
            assertThat(client.nextIfAny()).isEmpty();
        }
    }

    @Test
    void aRequestThatStopsHalfWayEndsTheConnection() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.send("SEND\ndestination:jms.topic.vdsm_requests\ncontent-length:1000\n\n{\"method\":");
            assertThat(client.nextIfAny()).isEmpty();
        }
    }

    @Test
    void whoHasSaidSomethingMayBeSilentForLong() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(silent.getInputStream().read())
                    .as("a time limit has passed")
                    .isEqualTo(-1);

            client.ping("7");
            assertThat(client.next()).contains("\"id\":\"7\"");
        }
    }

    @Test
    void oneAddressGetsAQuarterOfTheConnections() throws Exception {
        try (TestingStompClient first = TestingStompClient.connected(trusted, port, "127.0.0.2", "first");
                TestingStompClient second = TestingStompClient.connected(trusted, port, "127.0.0.2", "second");
                TestingStompClient other = TestingStompClient.connected(trusted, port, "127.0.0.3", "other")) {
            assertThatThrownBy(() -> TestingStompClient.connected(trusted, port, "127.0.0.2", "third"))
                    .isInstanceOfAny(IOException.class, AssertionError.class);

            for (TestingStompClient each : List.of(first, second, other)) {
                each.ping("1");
                assertThat(each.next()).contains("\"id\":\"1\"");
            }
        }
    }

    @Test
    void whoDoesNotReadItsEventsIsCutOffAndNobodyElse() throws Exception {
        byte[] event = ("{\"phase\":\"" + "x".repeat(4_096) + "\"}").getBytes(StandardCharsets.UTF_8);
        int published = 5_000;
        try (TestingStompClient deaf = TestingStompClient.connected(trusted, port);
                TestingStompClient listening = TestingStompClient.connected(trusted, port, "127.0.0.2", "listening")) {
            for (TestingStompClient each : List.of(deaf, listening)) {
                each.send("SUBSCRIBE\ndestination:jms.queue.events\nid:e\n\n\0");
                each.ping("subscribed");
                each.next();
            }
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < published; i++) {
                server.publish(event, false);
                heard.add(listening.next());
            }

            assertThat(heard).hasSize(published).allMatch(frame -> frame.contains("phase"));
            int ofTheDeaf = 0;
            while (deaf.nextIfAny().isPresent()) {
                ofTheDeaf++;
            }
            assertThat(ofTheDeaf).isLessThan(published);
        }
    }
}
