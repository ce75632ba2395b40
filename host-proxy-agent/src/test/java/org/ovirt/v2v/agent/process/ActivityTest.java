package org.ovirt.v2v.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that waits is told from one that works. */
class ActivityTest {
    private static final Duration TIME_OUT = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void whoeverComputesMovesAndWhoeverWaitsForAPipeDoesNot() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(1, TimeUnit.MINUTES))
                .isTrue();
        Process waiting = new ProcessBuilder("sh", "-c", "exec cat \"$0\"", pipe.toString()).start();
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            List<Integer> waiter = List.of((int) waiting.pid());
            List<Integer> worker = List.of((int) busy.pid());
            await().atMost(TIME_OUT).until(() -> ProcessWait.text(waiter).startsWith("cat waits"));
            Activity waiterBefore = Activity.of(waiter);
            Activity workerBefore = Activity.of(worker);

            await().atMost(TIME_OUT).until(() -> Activity.of(worker).hasMovedSince(workerBefore, SECOND));

            assertThat(Activity.of(waiter).hasMovedSince(waiterBefore, SECOND)).isFalse();
        } finally {
            waiting.destroyForcibly();
            busy.destroyForcibly();
        }
    }

    @Test
    void whoeverIsStoppedIsSaidToBe() throws Exception {
        Process stopped = new ProcessBuilder("sh", "-c", "kill -STOP $$").start();
        try {
            List<Integer> pids = List.of((int) stopped.pid());
            await().atMost(TIME_OUT).until(() -> ProcessWait.text(pids).equals("sh was stopped by a signal"));
        } finally {
            stopped.destroyForcibly();
        }
    }

    @Test
    void aProcessThatBeginsOrEndsIsAMove() {
        Activity one = new Activity(Map.of(1, new Activity.Use(0, 0)));
        Activity two = new Activity(Map.of(1, new Activity.Use(0, 0), 2, new Activity.Use(0, 0)));

        assertThat(two.hasMovedSince(one, SECOND)).isTrue();
        assertThat(one.hasMovedSince(two, SECOND)).isTrue();
        assertThat(one.hasMovedSince(one, SECOND)).isFalse();
    }

    /** A copy over a slow line uses no processor to speak of. */
    @Test
    void bytesAloneAreAMoveButNotThoseOfATimer() {
        Activity before = new Activity(Map.of(1, new Activity.Use(100, 1_000_000)));

        assertThat(new Activity(Map.of(1, new Activity.Use(100, 1_000_800))).hasMovedSince(before, SECOND))
                .isFalse();
        assertThat(new Activity(Map.of(1, new Activity.Use(100, 1_010_000))).hasMovedSince(before, SECOND))
                .isTrue();
    }
}
