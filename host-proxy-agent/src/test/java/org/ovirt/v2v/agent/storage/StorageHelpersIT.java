package org.ovirt.v2v.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingProcess;

/** A helper process answers for its mount until it hangs or dies, which costs nobody but the mount anything. */
class StorageHelpersIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration WORK = Duration.ofMinutes(1);
    private static final int MOST = 4;

    private final TestingFolder folder = TestingFolder.create("helpers");
    private final Path mount = folder.resolve("mount");
    private StorageHelpers helpers;

    @BeforeEach
    void open() throws IOException {
        helpers = StorageHelpers.open(
                TestingHelper.class,
                List.of(),
                folder.resolve("records"),
                new StorageLimits(LOOK, WORK, StorageLimits.START, MOST));
    }

    @AfterEach
    void close() {
        helpers.close();
        folder.close();
    }

    @Test
    void aMountHasOneProcessForLooksAndOneForWork() throws Exception {
        long looking = pid(mount, Pace.LOOK);

        assertThat(pid(mount, Pace.LOOK)).isEqualTo(looking);
        assertThat(pid(mount, Pace.WORK)).isNotEqualTo(looking);
        assertThat(pid(folder.resolve("other"), Pace.LOOK)).isNotEqualTo(looking);
    }

    @Test
    void oneThatDiesIsReplacedAndNobodyNotices() throws Exception {
        long first = pid(mount, Pace.LOOK);

        ProcessHandle process = ProcessHandle.of(first).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        assertThat(pid(mount, Pace.LOOK)).isNotEqualTo(first);
    }

    @Test
    void workThatGetsOnMayTakeLongerThanTheLimit() throws Exception {
        long started = System.nanoTime();

        ask(mount, Pace.LOOK, "work 60");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(LOOK);
    }

    @Test
    void oneThatHangsIsKilledAndItsMountSparedAndUsedAgain() throws Exception {
        long hanging = pid(mount, Pace.LOOK);

        assertThat(reason(mount, "hang")).isEqualTo(StorageException.Reason.SILENT);

        assertThat(helpers.spared()).containsExactly(mount);
        assertThat(reason(mount, "pid")).isEqualTo(StorageException.Reason.SILENT);
        pid(folder.resolve("other"), Pace.LOOK);
        await().atMost(TIME_OUT).until(() -> !TestingProcess.runs(hanging));
        await().atMost(TIME_OUT)
                .ignoreExceptionsInstanceOf(StorageException.class)
                .until(() -> pid(mount, Pace.LOOK) != hanging);
        assertThat(helpers.spared()).isEmpty();
    }

    /** What is known of the mount stays. */
    @Test
    void theOtherOneOfAMountThatIsSparedEndsWhenItIsIdle() throws Exception {
        long working = pid(mount, Pace.WORK);
        assertThat(reason(mount, "hang")).isEqualTo(StorageException.Reason.SILENT);

        helpers.endIdle(Duration.ofMillis(1));

        assertThat(helpers.spared()).containsExactly(mount);
        await().atMost(TIME_OUT).until(() -> !TestingProcess.runs(working));
    }

    @Test
    void oneThatStartsSlowlyIsNotTakenForStorageThatHangs() throws Exception {
        Path signal = startSlowly(StorageLimits.START);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return ask(mount, Pace.LOOK, "pid");
            } catch (StorageException e) {
                throw new CompletionException(e);
            }
        });
        long started = System.nanoTime();

        await().atMost(TIME_OUT)
                .until(() -> answer.isDone()
                        || System.nanoTime() - started > LOOK.multipliedBy(2).toNanos());

        assertThat(answer).isNotDone();
        Files.createFile(signal);
        assertThat(Long.parseLong(answer.get())).isPositive();
        assertThat(helpers.spared()).isEmpty();
    }

    @Test
    void oneThatDoesNotStartIsKilledAndSaysNothingAboutItsMount() throws Exception {
        Path signal = startSlowly(Duration.ofSeconds(1));

        StorageException refused = catchThrowableOfType(StorageException.class, () -> ask(mount, Pace.LOOK, "pid"));

        assertThat(refused)
                .hasMessage("The process that looks at " + mount + " did not start within 1 s.")
                .extracting(StorageException::reason)
                .isEqualTo(StorageException.Reason.BROKEN);
        assertThat(helpers.spared()).isEmpty();
        Files.createFile(signal);
        await().atMost(TIME_OUT)
                .ignoreExceptionsInstanceOf(StorageException.class) // Java may need longer than that
                .until(() -> pid(mount, Pace.LOOK) > 0);
    }

    /** Has helpers wait, before they start, for the file that is returned. */
    private Path startSlowly(Duration limit) throws IOException {
        helpers.close();
        Path signal = folder.resolve("signal");
        List<String> command = HelperStarter.command(TestingHelper.class, List.of(signal.toString()));
        helpers = StorageHelpers.open(command, folder.resolve("slow"), new StorageLimits(LOOK, WORK, limit, MOST));
        return signal;
    }

    @Test
    void oneThatIsStoppedHangsToo() throws Exception {
        long stopped = pid(mount, Pace.LOOK);
        TestingProcess.freeze(stopped, true);
        try {
            assertThat(reason(mount, "pid")).isEqualTo(StorageException.Reason.SILENT);

            await().atMost(TIME_OUT).until(() -> !TestingProcess.runs(stopped));
        } finally {
            // or it is there for ever, and keeps this test's output open
            ProcessHandle.of(stopped).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void idleMountsMakeRoomAndBusyOnesDoNot() throws Exception {
        long first = pid(folder.resolve("0"), Pace.LOOK);
        for (int number = 1; number < MOST; number++) {
            pid(folder.resolve(Integer.toString(number)), Pace.LOOK);
        }

        await().atMost(TIME_OUT)
                .ignoreExceptionsInstanceOf(StorageException.class)
                .until(() -> pid(mount, Pace.LOOK) > 0);

        await().atMost(TIME_OUT).until(() -> !TestingProcess.runs(first));
    }

    @Test
    void noneIsLeftAtTheEnd() throws Exception {
        List<Long> all = List.of(pid(mount, Pace.WORK), pid(mount, Pace.LOOK), pid(folder.resolve("other"), Pace.LOOK));

        helpers.close();

        await().atMost(TIME_OUT).until(() -> all.stream().noneMatch(TestingProcess::runs));
    }

    private StorageException.Reason reason(Path where, String request) {
        StorageException refused = catchThrowableOfType(StorageException.class, () -> ask(where, Pace.LOOK, request));
        assertThat(refused).isNotNull();
        return refused.reason();
    }

    private long pid(Path where, Pace pace) throws StorageException {
        return Long.parseLong(ask(where, pace, "pid"));
    }

    private String ask(Path where, Pace pace, String request) throws StorageException {
        return new String(helpers.ask(where, pace, request.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
