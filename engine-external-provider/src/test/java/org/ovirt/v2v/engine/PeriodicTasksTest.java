package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine does again and again goes on whatever happens in between, and only until its end. */
class PeriodicTasksTest {
    private static final Duration SOON = Duration.ofMillis(5);

    private final AtomicInteger done = new AtomicInteger();
    private final PeriodicTasks tasks = new PeriodicTasks("test");

    @AfterEach
    void end() {
        tasks.end();
    }

    @Test
    void aFailureIsNotTheEnd() {
        tasks.every(SOON, () -> {
            done.incrementAndGet();
            throw new IllegalStateException("told to");
        });
        await().until(() -> done.get() >= 3);
    }

    @Test
    void norIsAnError() {
        tasks.every(SOON, () -> {
            done.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread");
        });
        await().until(() -> done.get() >= 3);
    }

    @Test
    void whatIsDoneDailyIsNotDoneAtTheStart() {
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        new PeriodicTasks(timer).daily(done::incrementAndGet);
        verify(timer)
                .scheduleWithFixedDelay(
                        any(Runnable.class),
                        eq(Duration.ofHours(1).toMillis()),
                        eq(Duration.ofDays(1).toMillis()),
                        eq(TimeUnit.MILLISECONDS));
        assertThat(done).hasValue(0);
    }

    @Test
    void whatIsDoneLaterIsDoneOnce() {
        tasks.after(Duration.ZERO, done::incrementAndGet);
        AtomicInteger later = new AtomicInteger();
        tasks.after(SOON, later::incrementAndGet);
        await().until(() -> later.get() == 1);
        assertThat(done).hasValue(1);
    }

    @Test
    void afterTheEndNothingIsBegunAndWhoAsksForItIsNotDisturbed() {
        tasks.end();
        assertThatCode(() -> tasks.after(Duration.ZERO, done::incrementAndGet)).doesNotThrowAnyException();
        assertThat(done).hasValue(0);
    }
}
