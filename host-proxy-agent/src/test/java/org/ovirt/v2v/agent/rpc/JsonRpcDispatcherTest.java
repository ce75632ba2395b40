package org.ovirt.v2v.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;
import org.ovirt.v2v.model.rpc.VerbName;
import org.slf4j.LoggerFactory;

/** Answers in situations that pass. */
class JsonRpcDispatcherTest {
    private final RpcJson json = new RpcJson();
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    private final AtomicReference<VerbRegistry> verbs = new AtomicReference<>();
    private final JsonRpcDispatcher dispatcher =
            new JsonRpcDispatcher(verbs::get, (reach, client, work) -> workers.execute(work), json);
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();

    /** Whether answers count for those whom they are for. */
    private CompletableFuture<Void> queued = CompletableFuture.completedFuture(null);

    /** Whether clients have taken what they were answered. */
    private CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void untilTheJobsAreLoadedEveryoneIsToldToComeBack() {
        ask("1");
        await().until(() -> answers.size() == 1);
        assertThat(answers.get(0).at("/error/code").asInt()).isEqualTo(99);

        verbs.set(new VerbRegistry(List.of(HostVerbs.ping())));
        ask("2");

        await().until(() -> answers.size() == 2);
        assertThat(answers.get(1).path("result").asBoolean()).isTrue();
    }

    @Test
    void whoComesWhileAllAreBusyIsToldSoAtOnceAndTheOthersAreServed() {
        CountDownLatch goOn = new CountDownLatch(1);
        verbs.set(new VerbRegistry(List.of(new WaitingVerb(goOn))));
        ask("running");
        ask("waiting");

        ask("refused");

        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.path("id").asText()).isEqualTo("refused");
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
            assertThat(answer.at("/error/message").asText()).contains("too many requests", "try again later");
            assertThat(answer.at("/error/data/code").asText()).isEqualTo("HOST_BUSY");
        });
        goOn.countDown();
        await().until(() -> answers.size() == 3);
        assertThat(answers)
                .extracting(answer -> answer.path("id").asText())
                .containsExactly("refused", "running", "waiting");
    }

    @Test
    void aLargeAnswerCountsUntilTheClientHasTakenIt() {
        sent = new CompletableFuture<>();
        Semaphore room = new Semaphore(1);
        verbs.set(new VerbRegistry(List.of(new LargeVerb(Verb.Reach.SOURCE, room))));

        ask("large");
        await().until(() -> answers.size() == 1);

        assertThat(room.availablePermits()).isZero();
        sent.complete(null);
        await().until(() -> room.availablePermits() == 1);
        assertThat(answers).hasSize(1);
    }

    @Test
    void aLargeAnswerFromThisHostCountsUntilItCountsForItsClientWhoMayNeverTakeIt() {
        queued = new CompletableFuture<>();
        sent = new CompletableFuture<>();
        Semaphore room = new Semaphore(1);
        verbs.set(new VerbRegistry(List.of(new LargeVerb(Verb.Reach.RECORDS, room))));

        ask("large");
        await().until(() -> answers.size() == 1);

        assertThat(room.availablePermits()).isZero();
        queued.complete(null);
        await().until(() -> room.availablePermits() == 1);
    }

    @Test
    void aLongReasonIsAnsweredInFullAndLoggedInPart() {
        Logger logger = (Logger) LoggerFactory.getLogger(JsonRpcDispatcher.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            verbs.set(new VerbRegistry(List.of(new RefusingVerb("x".repeat(100_000)))));
            ask("1");

            await().until(() -> answers.size() == 1);
            assertThat(answers.get(0).at("/error/message").asText()).hasSizeGreaterThan(100_000);
            assertThat(log.list)
                    .singleElement()
                    .extracting(event -> event.getFormattedMessage().length())
                    .satisfies(length -> assertThat(length).isLessThan(3_000));
        } finally {
            logger.detachAppender(log);
        }
    }

    private void ask(String id) {
        String request = "{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\",\"params\":{},\"id\":\"" + id + "\"}";
        dispatcher.handle(this, request.getBytes(StandardCharsets.UTF_8), "", answer -> {
            answer.ifPresent(text -> answers.add(read(text)));
            return new RequestHandler.Sending(queued, sent);
        });
    }

    private JsonNode read(byte[] text) {
        try {
            return json.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record RefusingVerb(String reason) implements Verb {
        @Override
        public VerbName name() {
            return VerbName.PING;
        }

        @Override
        public void answer(JsonNode params, Consumer<Object> result) {
            throw new IllegalArgumentException(reason);
        }
    }

    private record WaitingVerb(CountDownLatch goOn) implements Verb {
        @Override
        public VerbName name() {
            return VerbName.PING;
        }

        @Override
        public void answer(JsonNode params, Consumer<Object> result) {
            try {
                goOn.await();
                result.accept(true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record LargeVerb(Reach reach, Semaphore room) implements Verb {
        @Override
        public VerbName name() {
            return VerbName.PING;
        }

        @Override
        public void answer(JsonNode params, Consumer<Object> result) {
            room.acquireUninterruptibly();
            try {
                result.accept("x".repeat(100_000));
            } finally {
                room.release();
            }
        }
    }
}
