package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
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
