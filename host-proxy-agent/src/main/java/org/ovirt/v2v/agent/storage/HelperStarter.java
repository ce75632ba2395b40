package org.ovirt.v2v.agent.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts helper processes, one ahead of its use: Java needs longer to start than an import may lose. */
final class HelperStarter implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HelperStarter.class);

    private final List<String> command;
    private final Duration limit;
    private final HelperRecords records;
    private final AtomicReference<StorageHelper> spare = new AtomicReference<>();
    private final ExecutorService ahead = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "storage-spare");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    /**
     * Starts none yet.
     *
     * @param limit how long one may take to start
     */
    HelperStarter(List<String> command, Duration limit, HelperRecords records) {
        this.command = List.copyOf(command);
        this.limit = limit;
        this.records = records;
    }

    /** Starts the class with the helper's main method, by the same Java as this. */
    static List<String> command(Class<?> mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms8m",
                "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:MinHeapFreeRatio=20",
                "-XX:MaxHeapFreeRatio=40",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName()));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** Has one ready. */
    void startAhead() {
        try {
            ahead.execute(() -> {
                try {
                    replaceSpare();
                } catch (IOException e) {
                    LOGGER.warn("No helper process can be started: {}", e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.debug("None is needed any more");
        }
    }

    private void replaceSpare() throws IOException {
        if (spare.get() == null) {
            StorageHelper fresh = StorageHelper.start(command, limit);
            if (!spare.compareAndSet(null, fresh)) {
                fresh.end();
            }
        }
        if (closed) {
            end();
        }
    }

    /** One that works for this mount from now on. */
    StorageHelper take(Path mount) throws StorageException {
        if (closed) {
            throw new StorageException(StorageException.Reason.BROKEN, "The agent is being stopped.");
        }
        StorageHelper ready = spare.getAndSet(null);
        try {
            StorageHelper helper = ready != null && ready.isAlive() ? ready : StorageHelper.start(command, limit);
            helper.held().ifPresent(process -> records.add(process, mount));
            startAhead();
            return helper;
        } catch (IOException e) {
            throw new StorageException(
                    StorageException.Reason.BROKEN,
                    "The process that looks at " + mount + " cannot be started: " + e.getMessage() + ".");
        }
    }

    void forget(HeldProcess process) {
        records.remove(process);
    }

    @Override
    public void close() {
        closed = true;
        ahead.shutdown();
        end();
    }

    private void end() {
        Optional.ofNullable(spare.getAndSet(null)).ifPresent(StorageHelper::end);
    }
}
