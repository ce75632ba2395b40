package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.rpc.JsonRpcDispatcher;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;
import org.ovirt.v2v.agent.settings.AgentConfig.Commanders;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.TestingPki;

/** Clients that ask for much and read it late, or not at all. */
class UnreadAnswersTest {
    private static final int REQUESTS = 16;
    private static final int MEBIBYTE = 1 << 20;

    private final TestingPki pki = TestingPki.create();
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger called = new AtomicInteger();
    private SSLContext trusted;
    private StompServer server;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        trusted = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
        VerbRegistry verbs = new VerbRegistry(List.of(HostVerbs.ping(), new LongVerb(goOn, called)));
        server = new StompServer(ServerTls.create(TestingTls.server(pki.host())), 8, Commanders.ENGINES);
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
    void whoDoesNotReadManyLongAnswersIsCutOffAndNobodyElse() throws Exception {
        try (TestingStompClient deaf = TestingStompClient.connected(trusted, port, "127.0.0.2", "deaf");
                TestingStompClient other = TestingStompClient.connected(trusted, port, "127.0.0.3", "other")) {
            for (int i = 0; i < REQUESTS; i++) {
                ask(deaf, 4);
            }
            // once its first answer waits, nothing more is read of it
            Awaitility.await().until(() -> workers.getTaskCount() == REQUESTS);
            goOn.countDown();
            Awaitility.await().until(() -> called.get() == REQUESTS);
            other.ping("7");
            assertThat(other.next()).contains("\"id\":\"7\"");

            assertThat(answersOf(deaf)).isLessThan(REQUESTS);
        }
    }

    @Test
    void whoReadsGetsAllOfThem() throws Exception {
        goOn.countDown();
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            for (int i = 0; i < REQUESTS; i++) {
                ask(client, 4);
                assertThat(client.next()).hasSizeGreaterThan(4 * MEBIBYTE);
            }
        }
    }

    @Test
    void oneVeryLongAnswerComesHoweverLateItIsReadAndWhateverComesBehindIt() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port, "127.0.0.2", "late");
                TestingStompClient other = TestingStompClient.connected(trusted, port, "127.0.0.3", "other")) {
            ask(client, 24);
            client.ping("7");
            Awaitility.await().until(() -> workers.getTaskCount() == 2);
            goOn.countDown();
            Awaitility.await().until(() -> called.get() == 1);
            other.ping("7");
            assertThat(other.next()).contains("\"id\":\"7\"");

            List<String> answers = List.of(client.next(), client.next());
            assertThat(answers).anyMatch(answer -> answer.length() > 24 * MEBIBYTE);
            assertThat(answers).anyMatch(answer -> answer.contains("\"id\":\"7\""));
        }
    }

    private static void ask(TestingStompClient client, int mebibytes) throws Exception {
        client.request("{\"jsonrpc\":\"2.0\",\"method\":\"V2V.getAgentLog\",\"id\":\"long\",\"params\":{\"mebibytes\":"
                + mebibytes + "}}");
    }

    private static int answersOf(TestingStompClient client) {
        int answers = 0;
        while (client.nextIfAny().isPresent()) {
            answers++;
        }
        return answers;
    }

    private record LongVerb(CountDownLatch goOn, AtomicInteger called) implements Verb {
        @Override
        public VerbName name() {
            return VerbName.GET_AGENT_LOG;
        }

        @Override
        public void answer(JsonNode params, Consumer<Object> result) {
            awaitTheTest();
            String answer = "x".repeat(params.get("mebibytes").intValue() * MEBIBYTE);
            called.incrementAndGet();
            result.accept(answer);
        }

        private void awaitTheTest() {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
