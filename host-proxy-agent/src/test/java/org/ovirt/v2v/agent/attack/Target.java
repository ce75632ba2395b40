package org.ovirt.v2v.agent.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.ovirt.v2v.agent.rpc.stomp.LargeRequests;
import org.ovirt.v2v.agent.rpc.stomp.TestingCaller;
import org.ovirt.v2v.agent.rpc.stomp.TestingFlood;
import org.ovirt.v2v.agent.rpc.stomp.TestingStompClient;
import org.ovirt.v2v.agent.rpc.stomp.TestingTls;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingPki;

/** The agent that is attacked, as whoever attacks it sees it. */
final class Target implements AutoCloseable {
    private static final int INTERNAL_ERROR = -32603;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "attacker");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger callers = new AtomicInteger();
    private final TestingPki pki;
    private final SSLContext trusted;
    private final int port;

    Target(TestingPki pki, AgentProcess agent) throws Exception {
        this.pki = pki;
        this.trusted = TestingTls.client(pki.authority(), Optional.of(pki.engineClient()));
        this.port = agent.port();
    }

    TestingFlood flood() {
        return new TestingFlood(trusted, port);
    }

    /** To be closed by whoever asks for it. */
    LargeRequests largeRequests(int clients, int requests) throws IOException {
        return LargeRequests.prepare(pki.engineClient(), port, clients, requests);
    }

    /** A certificate of the agent's authority that is no engine's. */
    SSLContext otherHost() throws Exception {
        return TestingTls.client(pki.authority(), Optional.of(pki.host("other.example")));
    }

    /** A certificate of an authority of somebody's own. */
    SSLContext stranger() throws Exception {
        try (TestingPki other = TestingPki.create()) {
            return TestingTls.client(pki.authority(), Optional.of(other.engineClient()));
        }
    }

    SSLContext anonymous() throws Exception {
        return TestingTls.client(pki.authority(), Optional.empty());
    }

    /** Somebody who calls verbs. */
    TestingCaller caller() throws IOException {
        // to a destination of its own: what goes to one is heard by all who have subscribed to it
        return caller(TestingFlood.ATTACKER, "attacker-" + callers.incrementAndGet());
    }

    TestingCaller caller(String from, String replies) throws IOException {
        return TestingCaller.connected(trusted, port, from, replies);
    }

    /** Somebody who sends what he likes, and is let in. */
    TestingStompClient client(String from) throws IOException {
        return client(from, "attacker");
    }

    TestingStompClient client(String from, String replies) throws IOException {
        return TestingStompClient.connected(trusted, port, from, replies);
    }

    /** Whether somebody with this certificate gets an answer. */
    boolean answers(SSLContext certificate) {
        try (TestingStompClient client =
                TestingStompClient.opened(certificate, port, TestingFlood.ATTACKER, "attacker")) {
            client.send("CONNECT\naccept-version:1.2\n\n\0");
            return client.nextIfAny().isPresent();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Does the same so many times at once; returns what came of it. */
    <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> each :
                    threads.invokeAll(Stream.generate(() -> action).limit(times).toList())) {
                results.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
        return results;
    }

    /** Begins something that ends by itself. */
    Future<?> begin(Callable<?> action) {
        return threads.submit(action);
    }

    /** The code of a refusal; fails if it was none, or was the agent's own defect. That it is busy is an answer. */
    static int refusal(String what, JsonNode answer) {
        JsonNode error = answer.path("error");
        int code = error.path("code").asInt();
        boolean busy = error.path("message").asText().contains("too many requests");
        if (error.isMissingNode() || (code == INTERNAL_ERROR && !busy)) {
            throw new AssertionError(what + " was answered with " + shortened(answer));
        }
        return code;
    }

    private static String shortened(JsonNode answer) {
        String text = answer.toString();
        return text.substring(0, Math.min(text.length(), 300));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
