package org.ovirt.v2v.agent.rpc.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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

/** A client that asks for much at once over its one connection. */
class WaitingForOthersTest {
    private static final int AT_WORK_FOR_SOURCES = 4;

    private final TestingPki pki = TestingPki.create();
    private final ExecutorService forAgent = Executors.newFixedThreadPool(2);
    private final ThreadPoolExecutor forSources = new ThreadPoolExecutor(
            AT_WORK_FOR_SOURCES, AT_WORK_FOR_SOURCES, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final CountDownLatch goOn = new CountDownLatch(1);
    private SSLContext trusted;
    private StompServer server;
    private int port;

    @BeforeEach
    void listen() throws Exception {
        trusted = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
        VerbRegistry verbs = new VerbRegistry(List.of(
                HostVerbs.ping(),
                new SlowVerb(VerbName.GET_EXTERNAL_VM_NAMES, Verb.Reach.SOURCE, goOn),
                new SlowVerb(VerbName.LIST_JOBS, Verb.Reach.RECORDS, goOn)));
        server = new StompServer(ServerTls.create(TestingTls.server(pki.host())), 8, Commanders.ENGINES);
        port = server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new JsonRpcDispatcher(
                        () -> verbs,
                        (reach, client, work) -> (reach == Verb.Reach.AGENT ? forAgent : forSources).execute(work),
                        new RpcJson()));
    }

    @AfterEach
    void stop() {
        server.close();
        forAgent.shutdownNow();
        forSources.shutdownNow();
        pki.close();
    }

    @Test
    void whatASourceIsToAnswerKeepsNothingElseFromBeingRead() throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            ask(client, VerbName.GET_EXTERNAL_VM_NAMES, FlowControl.MAX_WAITING_FOR_OTHERS - 1);

            client.ping("7");

            assertThat(client.next()).contains("\"id\":\"7\"");
            goOn.countDown();
            for (int i = 1; i < FlowControl.MAX_WAITING_FOR_OTHERS; i++) {
                assertThat(client.next()).contains("\"result\":true");
            }
        }
    }

    @Test
    void noMoreIsReadThanMayWaitForOthersUntilOneIsAnswered() throws Exception {
        assertThatAPingComesAfterAnAnswer(VerbName.GET_EXTERNAL_VM_NAMES, FlowControl.MAX_WAITING_FOR_OTHERS);
    }

    @Test
    void noMoreIsReadThanMayBeAtWorkOnThisHostUntilOneIsAnswered() throws Exception {
        assertThatAPingComesAfterAnAnswer(VerbName.LIST_JOBS, FlowControl.MAX_OPEN_REQUESTS);
    }

    private void assertThatAPingComesAfterAnAnswer(VerbName verb, int most) throws Exception {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port)) {
            ask(client, verb, most);
            Awaitility.await().until(() -> forSources.getTaskCount() == most);
            client.ping("7");
            goOn.countDown();

            assertThat(client.next()).doesNotContain("\"id\":\"7\"");
            List<String> others =
                    IntStream.range(0, most).mapToObj(each -> client.next()).toList();
            assertThat(others).anyMatch(answer -> answer.contains("\"id\":\"7\""));
        }
    }

    private static void ask(TestingStompClient client, VerbName verb, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            client.request(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"" + verb.wireName() + "\",\"id\":\"slow\",\"params\":{}}");
        }
    }

    private record SlowVerb(VerbName name, Reach reach, CountDownLatch goOn) implements Verb {
        @Override
        public void answer(JsonNode params, Consumer<Object> result) {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            result.accept(true);
        }
    }
}
