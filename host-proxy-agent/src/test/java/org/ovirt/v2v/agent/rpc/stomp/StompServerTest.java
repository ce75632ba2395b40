package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.v2v.agent.rpc.stomp.TestingStompClient.REPLIES;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.agent.rpc.JsonRpcDispatcher;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;
import org.ovirt.v2v.agent.settings.AgentConfig.Commanders;
import org.ovirt.v2v.testbed.TestingPki;

/** The server towards clients of every kind, byte by byte. */
class StompServerTest {
    private static final int MOST_CLIENTS = 128;

    private static TestingPki pki;
    private static TestingPki.Identity host;
    private static SSLContext trusted;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private StompServer server;
    private int port;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pki = TestingPki.create();
        host = pki.host();
        trusted = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
    }

    @AfterAll
    static void removeCertificates() {
        pki.close();
    }

    @BeforeEach
    void listen() throws Exception {
        VerbRegistry verbs = new VerbRegistry(List.of(HostVerbs.ping()));
        server = new StompServer(ServerTls.create(TestingTls.server(host)), MOST_CLIENTS, Commanders.ENGINES);
        port = server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new JsonRpcDispatcher(() -> verbs, (reach, client, work) -> workers.execute(work), new RpcJson()));
    }

    @AfterEach
    void stop() {
        server.close();
        workers.shutdownNow();
    }

    @Test
    void clientMaySubscribeBeforeItConnects() throws Exception {
        try (TestingStompClient client = new TestingStompClient(trusted, port)) {
            client.send("SUBSCRIBE\ndestination:" + REPLIES + "\nid:s1\nack:auto\n\n\0");
            client.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\nhost:null\n\n\0");
            assertThat(client.next()).isEqualTo("CONNECTED\nversion:1.2\nheart-beat:0,0\n\n");

            client.ping("7");

            assertThat(client.next())
                    .isEqualTo("MESSAGE\ndestination:replies\ncontent-type:application/json\nsubscription:s1\n"
                            + "content-length:40\n\n{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"result\":true}");
        }
    }

    @Test
    void batchOfOneIsAnsweredWithAnObject() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.request("[{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\",\"id\":7}]");

            assertThat(client.next()).endsWith("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":true}");
        }
    }

    @Test
    void answerGoesToEveryoneWhoSubscribedToItsDestination() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port);
                TestingStompClient other = TestingStompClient.connected(trusted, port)) {
            client.ping("7");

            assertThat(client.next()).contains("\"id\":\"7\"");
            assertThat(other.next()).contains("\"id\":\"7\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.1,1.2", "2.0"})
    void onlyVersion12IsSpoken(String version) throws Exception {
        try (TestingStompClient client = new TestingStompClient(trusted, port)) {
            client.send("CONNECT\naccept-version:" + version + "\n\n\0");

            assertThat(client.next()).startsWith("ERROR\nmessage:Version unsupported\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"'0,24000', '24000,0'", "'15000,1', '1000,15000'", "'0,0', '0,0'"})
    void heartBeatsAreAgreedOnBothWays(String wanted, String agreed) throws Exception {
        try (TestingStompClient client = new TestingStompClient(trusted, port)) {
            client.send("CONNECT\naccept-version:1.2\nheart-beat:" + wanted + "\n\n\0");

            assertThat(client.next()).contains("\nheart-beat:" + agreed + "\n");
        }
    }

    @Test
    void heartBeatsComeToWhoWantsThem() throws Exception {
        try (TestingStompClient client = new TestingStompClient(trusted, port)) {
            client.send("CONNECT\naccept-version:1.2\nheart-beat:0,1000\n\n\0");
            assertThat(client.next()).startsWith("CONNECTED");
            assertThat(client.heartBeats()).isZero();

            client.awaitHeartBeat();
            client.awaitHeartBeat();
        }
    }

    @Test
    void clientThatMissesItsHeartBeatsIsDropped() throws Exception {
        try (TestingStompClient client = new TestingStompClient(trusted, port)) {
            client.send("CONNECT\naccept-version:1.2\nheart-beat:1000,0\n\n\0");
            client.next();

            assertThat(client.nextIfAny()).isEmpty();
        }
    }

    @Test
    void disconnectIsConfirmed() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.send("UNSUBSCRIBE\nid:1\n\n\0DISCONNECT\nreceipt:bye\n\n\0");

            assertThat(client.next()).isEqualTo("RECEIPT\nreceipt-id:bye\n\n");
            assertThat(client.nextIfAny()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms.topic.vdsm_requests", "jms.topic.vdsm_requests.host1", "jms.topic.vdsm_irs_requests"})
    void requestsHaveDestinationsOfTheirOwn(String destination) throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.send("SEND\ndestination:" + destination + "\nreply-to:" + REPLIES
                    + "\n\n{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\",\"id\":\"7\"}\0");

            assertThat(client.next()).contains("\"result\":true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms.topic.vdsm_requestsX", "elsewhere", ""})
    void otherDestinationsAreNotAvailable(String destination) throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.send("SEND\ndestination:" + destination + "\n\n{}\0");

            assertThat(client.next()).startsWith("ERROR\nmessage:Subscription not available\n");
            assertThatItStillAnswers(client);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\"                                                        | -32700 | \"\"",
                "{} trailing                                                         | -32700 | \"\"",
                "[]                                                                  | -32600 | \"\"",
                "42                                                                  | -32600 | \"\"",
                "{\"jsonrpc\":\"1.0\",\"method\":\"Host.ping2\",\"id\":\"a\"}        | -32600 | \"a\"",
                "{\"jsonrpc\":\"2.0\",\"method\":7,\"id\":\"a\"}                     | -32600 | \"a\"",
                "{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\",\"params\":[1],\"id\":\"a\"} | -32602 | \"a\"",
                "{\"jsonrpc\":\"2.0\",\"method\":\"Host.nope\",\"id\":\"a\"}         | -32601 | \"a\"",
                "{\"jsonrpc\":\"2.0\",\"method\":\"Host.nope\",\"id\":null}          | -32601 | \"\""
            })
    void badRequestGetsTheStandardsErrorAndTheConnectionLivesOn(String body, int code, String id) throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.request(body);

            assertThat(client.next()).contains("\"id\":" + id + ",\"error\":{\"code\":" + code + ",");
            assertThatItStillAnswers(client);
        }
    }

    @Test
    void notificationGetsNoAnswer() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.request("{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\"}");

            assertThatItStillAnswers(client);
        }
    }

    @Test
    void frameThatIsTooLongIsSkipped() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.request("x".repeat(3_000_000));

            assertThat(client.next()).contains("\"code\":-32600").contains("at most 262144 bytes");
            assertThatItStillAnswers(client);
        }
    }

    @Test
    void endlessHeadersAreCutOff() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port);
                TestingStompClient other = TestingStompClient.connected(trusted, port)) {
            client.send("SEND\n" + "a:b\n".repeat(4_000));

            assertThat(client.next()).startsWith("ERROR\nmessage:Malformed frame\n");
            assertThat(client.nextIfAny()).isEmpty();
            assertThatItStillAnswers(other);
        }
    }

    @Test
    void countlessHeartBeatsAreTaken() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            for (int i = 0; i < 20; i++) {
                client.send("\n".repeat(1_000));
            }

            assertThatItStillAnswers(client);
        }
    }

    @Test
    void rawColonInTheNameOfTheHostDoesNoHarm() throws Exception {
        try (TestingStompClient client = new TestingStompClient(trusted, port)) {
            client.send("CONNECT\naccept-version:1.2\nhost:fe80::1\n\n\0");

            assertThat(client.next()).startsWith("CONNECTED");
        }
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            for (int i = 0; i < 500; i++) {
                client.ping(Integer.toString(i));
            }
            for (int i = 0; i < 500; i++) {
                assertThat(client.next()).contains("\"result\":true");
            }
        }
    }

    @Test
    void noiseHurtsNobodyElse() throws Exception {
        Random random = new Random(20);
        try (TestingStompClient other = TestingStompClient.connected(trusted, port)) {
            for (int i = 0; i < 40; i++) {
                byte[] noise = new byte[random.nextInt(2_000)];
                random.nextBytes(noise);
                try (TestingStompClient client = new TestingStompClient(trusted, port)) {
                    client.send((i % 2 == 0 ? "SEND\n" : "") + new String(noise, StandardCharsets.ISO_8859_1) + "\0");
                }
            }
            assertThatItStillAnswers(other);
        }
    }

    @Test
    void clientGetsFourCopiesOfAMessageAtMost() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            for (int id = 1; id <= 4; id++) {
                client.send("SUBSCRIBE\ndestination:jms.queue.events\nid:e" + id + "\n\n\0");
            }
            assertThatItStillAnswers(client);

            client.send("SUBSCRIBE\ndestination:jms.queue.events\nid:e5\n\n\0");

            assertThat(client.next()).startsWith("ERROR\nmessage:Too many subscriptions to one destination\n");
            server.publish("{}".getBytes(StandardCharsets.UTF_8), true);
            for (int id = 1; id <= 4; id++) {
                assertThat(client.next()).contains("\nsubscription:e" + id + "\n");
            }
            assertThatItStillAnswers(client);
        }
    }

    @Test
    void eventsGoToWhoSubscribedToThem() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.send("SUBSCRIBE\ndestination:jms.queue.events\nid:e\n\n\0");
            assertThatItStillAnswers(client);

            server.publish("{}".getBytes(StandardCharsets.UTF_8), true);

            assertThat(client.next())
                    .startsWith("MESSAGE\ndestination:jms.queue.events\n")
                    .endsWith("\n\n{}");
        }
    }

    @Test
    void whoReadsSlowlyMissesProgressButNeitherPhasesNorAnswers() throws Exception {
        int published = 5_000;
        byte[] progress = ("{\"progress\":\"" + "x".repeat(4_096) + "\"}").getBytes(StandardCharsets.UTF_8);
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            client.send("SUBSCRIBE\ndestination:jms.queue.events\nid:e\n\n\0");
            assertThatItStillAnswers(client);
            for (int i = 0; i < published; i++) {
                server.publish(progress, true);
            }
            server.publish("{\"phase\":1}".getBytes(StandardCharsets.UTF_8), false);
            client.ping("7");
            try (TestingStompClient other = TestingStompClient.connected(trusted, port)) {
                assertThatItStillAnswers(other); // by then all has been published, and nothing read
            }

            int received = 0;
            String frame = client.next();
            while (frame.contains("progress")) {
                received++;
                frame = client.next();
            }
            assertThat(frame).endsWith("{\"phase\":1}");
            assertThat(client.next()).contains("\"id\":\"7\",\"result\":true");
            assertThat(received).isBetween(1, published - 1);
        }
    }

    @Test
    void clientWithoutACertificateIsRefused() throws Exception {
        SSLContext anonymous = TestingTls.client(pki.authority(), Optional.empty());

        assertThat(answers(anonymous)).isFalse();
    }

    @Test
    void clientWithACertificateOfAnotherAuthorityIsRefused() throws Exception {
        try (TestingPki stranger = TestingPki.create()) {
            SSLContext foreign = TestingTls.client(pki.authority(), Optional.of(stranger.engineClient()));

            assertThat(answers(foreign)).isFalse();
        }
    }

    @Test
    void aHostCommandsNoOtherHostUnlessTheAdminSaysSo() throws Exception {
        SSLContext otherHost = TestingTls.client(pki.authority(), Optional.of(pki.host("other.example")));
        assertThat(answers(otherHost)).isFalse();

        try (StompServer open =
                new StompServer(ServerTls.create(TestingTls.server(host)), MOST_CLIENTS, Commanders.ALL)) {
            int openPort = open.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    new JsonRpcDispatcher(
                            () -> new VerbRegistry(List.of(HostVerbs.ping())),
                            (reach, client, work) -> workers.execute(work),
                            new RpcJson()));
            try (TestingStompClient client = TestingStompClient.connected(otherHost, openPort)) {
                client.ping("7");
                assertThat(client.next()).contains("\"result\":true");
            }
        }
    }

    private boolean answers(SSLContext tls) {
        try (TestingStompClient client = new TestingStompClient(tls, port)) {
            client.send("CONNECT\naccept-version:1.2\n\n\0");
            return client.nextIfAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertThatItStillAnswers(TestingStompClient client) throws Exception {
        client.ping("alive");
        assertThat(client.next()).contains("\"id\":\"alive\",\"result\":true");
    }
}
