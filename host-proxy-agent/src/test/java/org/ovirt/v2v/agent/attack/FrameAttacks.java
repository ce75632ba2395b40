package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.ovirt.v2v.agent.rpc.stomp.LargeRequests;
import org.ovirt.v2v.agent.rpc.stomp.TestingFlood;
import org.ovirt.v2v.agent.rpc.stomp.TestingStompClient;

/** By whoever is let in and does not speak as he should. */
final class FrameAttacks implements AutoCloseable {
    /** Begins a line of the log if somebody can make the agent write one. */
    static final String FORGED = "FORGED";

    /** Of those who keep their connections for long, so that others are not out of room. */
    private static final String SLOW_ATTACKER = "127.0.0.4";

    private static final int LARGE_CLIENTS = 40;
    private static final int LARGE_REQUESTS = 16;
    private static final int HALVES = 20;
    private static final int DEAF = 4;
    private static final int MOST_SUBSCRIPTIONS = 4;
    private static final Duration DEAFNESS = Duration.ofSeconds(20);
    private static final Duration UNREAD = Duration.ofSeconds(8);
    private static final int TOO_LONG = 300_000;
    private static final int LONG_LINE = 2_000;
    private static final int MANY_HEADERS = 10_000;
    private static final int NOISE = 4_000;

    private final Target target;
    private final Random random;
    private final LargeRequests large;
    private final List<TestingStompClient> halves = new ArrayList<>();

    FrameAttacks(Target target, Random random) throws IOException {
        this.target = target;
        this.random = random;
        this.large = target.largeRequests(LARGE_CLIENTS, LARGE_REQUESTS);
    }

    List<Attack> all() {
        return List.of(
                new Attack("40 clients with 16 large requests", large::send),
                new Attack("uploads that stop half-way", this::stopHalfWay),
                new Attack("frames that are too long", this::sendTooMuch),
                new Attack("malformed frames", this::sendNonsense),
                new Attack("subscribers that never read", this::beDeaf),
                new Attack("answers that nobody reads", this::askAndNotRead),
                new Attack("lines in correlation ids", this::forgeLines));
    }

    /** They stay until this is done again, or the agent has had enough of them. */
    private void stopHalfWay() throws IOException {
        letGo();
        for (int i = 0; i < HALVES; i++) {
            TestingStompClient client = target.client(SLOW_ATTACKER);
            halves.add(client);
            client.send("SEND\ndestination:jms.topic.vdsm_requests\ncontent-length:200000\n\n{\"method\":\""
                    + "x".repeat(100_000));
        }
    }

    private void sendTooMuch() throws IOException {
        String send = "SEND\ndestination:jms.topic.vdsm_requests\nreply-to:attacker\n";
        try (TestingStompClient client = target.client(TestingFlood.ATTACKER)) {
            client.send(send + "content-length:" + TOO_LONG + "\n\n" + "x".repeat(TOO_LONG) + "\0");
            requireAnswer(client.nextIfAny(), "\"code\":-326");
            client.ping("still there");
            requireAnswer(client.nextIfAny(), "\"result\":true");
        }
        requireEnd(send + "x:" + "y".repeat(LONG_LINE) + "\n\n{}\0");
        requireEnd(send + "x:y\n".repeat(MANY_HEADERS) + "\n{}\0");
        try (TestingStompClient client = target.client(TestingFlood.ATTACKER)) {
            client.send(send + "\n" + "x".repeat(TOO_LONG) + "\0"); // without a length
            client.nextIfAny(); // skipped or refused
        } catch (IOException cutOff) {
            // that too
        }
    }

    private void sendNonsense() {
        requireEnd("NONSENSE\n\n\0");
        requireEnd("SEND\ndestination:jms.topic.vdsm_requests\ncontent-length:-1\n\n{}\0");
        requireEnd("SEND\ndestination:jms.topic.vdsm_requests\ncontent-length:2\n\n{}{}\0");
        byte[] noise = new byte[NOISE];
        random.nextBytes(noise);
        try (TestingStompClient client = target.client(TestingFlood.ATTACKER)) {
            client.send(new String(noise, StandardCharsets.ISO_8859_1));
            client.send("\n\0");
        } catch (IOException cutOff) {
            // before all of it was sent
        }
    }

    /** An error, or the end of the connection at once. */
    private void requireEnd(String frame) {
        try (TestingStompClient client = target.client(TestingFlood.ATTACKER)) {
            client.send(frame);
            client.ping("nobody is there any more who answers this");
            for (Optional<String> said = client.nextIfAny(); said.isPresent(); said = client.nextIfAny()) {
                requireAnswer(said, "ERROR");
            }
        } catch (IOException cutOff) {
            // before all of it was sent
        }
    }

    private static void requireAnswer(Optional<String> answer, String expected) {
        if (answer.filter(said -> said.contains(expected)).isEmpty()) {
            throw new AssertionError("not " + expected + " but " + answer.orElse("the end of the connection"));
        }
    }

    /** Whatever there is to hear is sent to them: events, and the answers that others get. */
    private void beDeaf() throws IOException {
        List<TestingStompClient> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < DEAF; i++) {
                TestingStompClient client = target.client(SLOW_ATTACKER);
                deaf.add(client);
                for (String destination : List.of("jms.queue.events", Conversions.REPLIES, Pings.REPLIES)) {
                    for (int copy = 0; copy < MOST_SUBSCRIPTIONS; copy++) {
                        client.send("SUBSCRIBE\ndestination:" + destination + "\nid:" + destination + copy + "\n\n\0");
                    }
                }
            }
            pause(DEAFNESS);
        } finally {
            deaf.forEach(TestingStompClient::close);
        }
    }

    /** The largest answers that need no source, several copies of each. */
    private void askAndNotRead() {
        String request =
                "{\"jsonrpc\":\"2.0\",\"method\":\"V2V.getAgentLog\",\"id\":\"1\",\"params\":{\"lines\":100000}}";
        List<TestingStompClient> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < DEAF; i++) {
                String replies = "unread-" + i;
                TestingStompClient client = target.client(SLOW_ATTACKER, replies);
                deaf.add(client);
                for (int copy = 1; copy < MOST_SUBSCRIPTIONS; copy++) {
                    client.send("SUBSCRIBE\ndestination:" + replies + "\nid:copy" + copy + "\n\n\0");
                }
                for (int asked = 0; asked < LARGE_REQUESTS; asked++) {
                    client.request(request);
                }
            }
            pause(UNREAD);
        } catch (IOException cutOff) {
            // before all of it was asked for
        } finally {
            deaf.forEach(TestingStompClient::close);
        }
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await().atMost(time.multipliedBy(2)).until(() -> System.nanoTime() > end);
    }

    private void forgeLines() throws IOException {
        String unknownJob = "{\"jsonrpc\":\"2.0\",\"method\":\"V2V.getJob\",\"id\":\"1\",\"params\":"
                + "{\"jobid\":\"00000000-0000-0000-0000-000000000001\"}}";
        // not to where the answers to floods go, of which some come late
        try (TestingStompClient client = target.client(TestingFlood.ATTACKER, "lines")) {
            for (String correlation : List.of(
                    "a\\n" + FORGED + " by an escape of STOMP",
                    "a\\r\\n" + FORGED + " by two of them",
                    "a\u0085" + FORGED + "\u2028" + FORGED,
                    "\u001b[2J\u001b[31m",
                    "%d{" + FORGED + "}${jndi:ldap://127.0.0.1/x}",
                    "x".repeat(900))) {
                client.send("SEND\ndestination:jms.topic.vdsm_requests\nreply-to:lines\novirtCorrelationId:"
                        + correlation + "\n\n" + unknownJob + "\0");
                requireAnswer(client.nextIfAny(), "\"code\":66");
            }
        }
    }

    /** The uploads that stopped. */
    void letGo() {
        halves.forEach(TestingStompClient::close);
        halves.clear();
    }

    @Override
    public void close() {
        letGo();
        large.close();
    }
}
