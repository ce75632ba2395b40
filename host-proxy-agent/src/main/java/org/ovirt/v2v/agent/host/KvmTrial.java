package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries KVM for somebody who waits, and leaves nothing behind, also if the program is ended meanwhile: no process, no record, and the
 * appliance only until the end. What an agent has found out since the last boot is taken from its record.
 */
public final class KvmTrial {
    private static final Logger LOG = LoggerFactory.getLogger(KvmTrial.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    /** For ending the tools when the program is ended. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path stateDir;
    private final Path tempDir;
    private final String program;

    public KvmTrial(Path stateDir, Path tempDir, String program) {
        this.stateDir = stateDir;
        this.tempDir = tempDir;
        this.program = program;
    }

    /** Waits for the result, up to some minutes; says every ten seconds that it still does. */
    public KvmFinding run(Runnable signOfLife) {
        Optional<KvmFinding> known = new BootRecord(stateDir.resolve("kvm"), program).read();
        return known.orElseGet(() -> run(ApplianceKvmTest::new, signOfLife));
    }

    /** Makes the test that keeps its appliance in the folder. */
    @FunctionalInterface
    interface TestChoice {
        KvmTest in(Path folder);
    }

    KvmFinding run(TestChoice choice, Runnable signOfLife) {
        Path folder;
        try {
            folder = Files.createTempDirectory(tempDir, "v2v-kvm-check.");
        } catch (IOException e) {
            return KvmFinding.unknown("no folder can be made in " + tempDir + ": " + e.getMessage());
        }
        FutureTask<KvmFinding> task = new FutureTask<>(choice.in(folder)::run);
        Thread worker = new Thread(task, "kvm-test");
        worker.setDaemon(true);
        Thread hook = new Thread(() -> end(worker, folder), "kvm-test-end");
        Runtime.getRuntime().addShutdownHook(hook);
        worker.start();
        try {
            return await(task, signOfLife);
        } finally {
            end(worker, folder);
            remove(hook);
        }
    }

    private static KvmFinding await(FutureTask<KvmFinding> task, Runnable signOfLife) {
        while (true) {
            try {
                return task.get(SIGN_OF_LIFE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                signOfLife.run();
            } catch (ExecutionException e) {
                return KvmFinding.unknown(e.getCause().toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return KvmFinding.unknown("it was interrupted");
            }
        }
    }

    private static void end(Thread worker, Path folder) {
        try {
            worker.interrupt();
            worker.join(GRACE.toMillis());
            new TreeDeletion().delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", folder, e.toString());
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is being ended, and the hook runs
            return;
        }
    }
}
