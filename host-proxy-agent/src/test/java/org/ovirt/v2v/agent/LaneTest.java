package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who waits for whom, where several share threads. */
class LaneTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void whoHasLittleToDoIsNotBehindAllThatAnotherOneHas() {
        try (Lane lane = new Lane(1, 1, Lane.MOST_WAITING)) {
            lane.add("busy", this::waitForTheTest);
            for (int i = 0; i < 100; i++) {
                lane.add("busy", () -> done.add("busy"));
            }
            lane.add("other", () -> done.add("other"));
            goOn.countDown();

            await().until(() -> done.size() == 101);
            assertThat(done.indexOf("other")).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void oneThatHangsKeepsItsPartOfTheThreadsAndNoMore() {
        AtomicInteger hanging = new AtomicInteger();
        try (Lane lane = new Lane(4, 2, Lane.MOST_WAITING)) {
            for (int i = 0; i < 10; i++) {
                lane.add("hangs", () -> {
                    hanging.incrementAndGet();
                    waitForTheTest();
                });
            }
            lane.add("other", () -> done.add("other"));

            await().until(() -> done.contains("other"));
            assertThat(hanging).hasValue(2);
            goOn.countDown();
            await().until(() -> hanging.get() == 10);
        }
    }

    @Test
    void aThreadThatCannotBeMadeCostsAWaitAndNoPlace() {
        AtomicInteger unmade = new AtomicInteger(3);
        ThreadFactory factory = task -> {
            if (unmade.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task);
        };
        try (Lane lane = new Lane(2, 2, Lane.MOST_WAITING, factory)) {
            for (String work : List.of("1", "2", "3")) {
                lane.add("a", () -> done.add(work));
            }
            assertThat(done).isEmpty();

            lane.add("a", () -> done.add("4"));

            await().until(() -> done.containsAll(List.of("1", "2", "3", "4")));
        }
    }

    @Test
    void workThatFailsGivesItsThreadBack() {
        try (Lane lane = new Lane(1, 1, Lane.MOST_WAITING)) {
            lane.add("a", () -> {
                throw new IllegalStateException("a defect, to be seen in the log");
            });
            lane.add("a", () -> done.add("a"));

            await().dontCatchUncaughtExceptions().until(() -> done.contains("a"));
        }
    }

    @Test
    void workThatComesOneAfterTheOtherTakesFewThreads() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger ended = new AtomicInteger();
        try (Lane lane = new Lane(64, 64, Lane.MOST_WAITING)) {
            for (int i = 1; i <= 64; i++) {
                int number = i;
                lane.add("a", () -> {
                    threads.add(Thread.currentThread().getName());
                    ended.incrementAndGet();
                });
                await().pollInterval(Duration.ofMillis(2)).until(() -> ended.get() == number);
            }

            // one that has done its work may not be idle yet when more comes
            assertThat(threads).hasSizeLessThan(8);
        }
    }

    @Test
    void tooMuchIsRefused() {
        try (Lane lane = new Lane(1, 1, Lane.MOST_WAITING)) {
            lane.add("a", this::waitForTheTest);
            for (int i = 0; i < Lane.MOST_WAITING; i++) {
                lane.add("a", () -> done.add("a"));
            }

            assertThatThrownBy(() -> lane.add("b", () -> done.add("b"))).isInstanceOf(RejectedExecutionException.class);
            goOn.countDown();
            await().until(() -> done.size() == Lane.MOST_WAITING);
        }
    }

    @Test
    void tooMuchForOneIsRefusedAndNothingForAnother() {
        try (Lane lane = new Lane(2, 1, 3)) {
            lane.add("hangs", this::waitForTheTest);
            for (int i = 0; i < 3; i++) {
                lane.add("hangs", () -> done.add("hangs"));
            }

            assertThatThrownBy(() -> lane.add("hangs", () -> done.add("refused")))
                    .isInstanceOf(RejectedExecutionException.class);
            lane.add("other", () -> done.add("other"));

            await().until(() -> done.contains("other"));
            goOn.countDown();
            await().until(() -> done.size() == 4);
            assertThat(done).doesNotContain("refused");
        }
    }

    private void waitForTheTest() {
        try {
            assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
