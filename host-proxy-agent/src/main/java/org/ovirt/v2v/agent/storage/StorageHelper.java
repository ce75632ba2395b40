package org.ovirt.v2v.agent.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A helper process, as the agent sees it. */
final class StorageHelper {
    private static final Logger LOGGER = LoggerFactory.getLogger(StorageHelper.class);

    private final Process process;
    private final Optional<HeldProcess> held;
    private final DataOutputStream requests;
    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final CompletableFuture<Void> hello = new CompletableFuture<>();
    private volatile boolean ended;
    private volatile boolean abandoned;

    /** The helper is gone. */
    static final class EndedException extends Exception {
        EndedException(Throwable cause) {
            super("the helper process has ended", cause);
        }
    }

    /** The helper has shown no sign of life for too long. */
    static final class SilentException extends Exception {}

    /** The helper did not start in time. It is killed then, and was never at any storage. */
    static final class LateException extends Exception {}

    private static final class Pending {
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
        private volatile long lastSign = System.nanoTime();
    }

    private StorageHelper(Process process) {
        this.process = process;
        this.held = HeldProcess.of(process.pid());
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Returns before it has started.
     *
     * @param limit how long it may take to start
     */
    static StorageHelper start(List<String> command, Duration limit) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        StorageHelper helper = new StorageHelper(process);
        helper.startWithin(limit);
        Thread reader = new Thread(helper::read, "storage-helper-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        return helper;
    }

    private void startWithin(Duration limit) {
        var unused = hello.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).whenComplete((started, failure) -> {
            if (failure instanceof TimeoutException) {
                LOGGER.warn("Process {} did not start within {} s", process.pid(), limit.toSeconds());
                process.toHandle().destroyForcibly();
            }
        });
    }

    /**
     * Asks and waits for the answer, at first until the helper has started.
     *
     * @param silence how long the helper may show no sign of life after that
     */
    byte[] ask(Frame.Kind kind, byte[] content, Duration silence)
            throws EndedException, LateException, SilentException, InterruptedException {
        awaitHello();
        int id = ids.incrementAndGet();
        Pending waiting = new Pending();
        pending.put(id, waiting);
        try {
            synchronized (requests) {
                new Frame(id, kind, content).write(requests);
            }
            if (ended) { // it may have done so before this request was there to be told
                throw new IOException("it has ended");
            }
            return await(waiting, silence);
        } catch (IOException e) {
            throw new EndedException(e);
        } finally {
            pending.remove(id);
        }
    }

    private void awaitHello() throws EndedException, LateException, InterruptedException {
        try {
            hello.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new LateException();
            }
            throw new EndedException(e);
        }
    }

    private static byte[] await(Pending waiting, Duration silence)
            throws EndedException, SilentException, InterruptedException {
        long left = silence.toNanos();
        while (left > 0) {
            try {
                return waiting.answer.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // zero unless there was a sign meanwhile
                left = silence.toNanos() - (System.nanoTime() - waiting.lastSign);
            } catch (ExecutionException e) {
                throw new EndedException(e);
            }
        }
        throw new SilentException();
    }

    private void read() {
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            for (Optional<Frame> next = Frame.read(input); next.isPresent(); next = Frame.read(input)) {
                take(next.get());
            }
        } catch (IOException e) {
            LOGGER.warn("Process {} cannot be understood: {}", process.pid(), e.toString());
            process.toHandle().destroyForcibly();
        }
        ended = true;
        hello.completeExceptionally(new IOException("it has ended"));
        pending.values().forEach(each -> each.answer.completeExceptionally(new IOException("it has ended")));
    }

    private void take(Frame frame) {
        if (frame.kind() == Frame.Kind.HELLO) {
            hello.complete(null);
            return;
        }
        Pending waiting = pending.get(frame.id());
        if (waiting == null) {
            return; // whoever asked has gone
        }
        waiting.lastSign = System.nanoTime();
        if (frame.kind() == Frame.Kind.ANSWER) {
            waiting.answer.complete(frame.content());
        }
    }

    boolean isAlive() {
        return !ended && !hello.isCompletedExceptionally() && process.isAlive();
    }

    /** Whether it was killed because it did not answer. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** What it can be known by, even when it is gone; empty if it was gone at once. */
    Optional<HeldProcess> held() {
        return held;
    }

    /** Lets it end: by itself if it works on nothing, and nobody waits for that. */
    void end() {
        try {
            requests.close();
        } catch (IOException e) {
            LOGGER.debug("Process {} had ended", process.pid());
        }
    }

    /** Kills it and what it has started, and waits for none of them; tells which those are. */
    List<HeldProcess> abandon() {
        abandoned = true;
        // unlike the process itself, its handle leaves the stream alone that is being read
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        List<HeldProcess> held = all.stream()
                .flatMap(each -> HeldProcess.of(each.pid()).stream())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        hello.completeExceptionally(new IOException("it was given up"));
        pending.values().forEach(each -> each.answer.completeExceptionally(new IOException("it was given up")));
        return held;
    }
}
