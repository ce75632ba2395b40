package org.ovirt.v2v.agent.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The helper process's side: answers requests, several at a time, until the agent is gone. */
public final class HelperServer {
    private static final long SIGN_MILLIS = 250;

    /** Of no request. */
    private static final int NONE = 0;

    private final UnaryOperator<byte[]> work;
    private final DataOutputStream output;
    private final Map<Integer, AtomicLong> signs = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(HelperServer::daemon);

    /**
     * Made once for the process.
     *
     * @param work makes an answer of a request, and throws nothing
     */
    public HelperServer(UnaryOperator<byte[]> work, OutputStream output) {
        this.work = work;
        this.output = new DataOutputStream(new BufferedOutputStream(output));
    }

    /**
     * Does not return: ends the process, and those that it has started, when the agent is gone. What is still at work then must not go
     * on beside the next agent's.
     */
    public void run(InputStream requests) {
        send(new Frame(NONE, Frame.Kind.HELLO, new byte[0]));
        var unused = Executors.newSingleThreadScheduledExecutor(HelperServer::daemon)
                .scheduleWithFixedDelay(this::tell, SIGN_MILLIS, SIGN_MILLIS, TimeUnit.MILLISECONDS);
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(requests))) {
            for (Optional<Frame> next = Frame.read(input); next.isPresent(); next = Frame.read(input)) {
                Frame request = next.get();
                AtomicLong counter = new AtomicLong();
                signs.put(request.id(), counter);
                threads.execute(() -> answer(request, counter));
            }
        } catch (IOException e) {
            System.err.println("The agent cannot be understood: " + e.getMessage());
        } finally {
            end();
        }
    }

    private void answer(Frame request, AtomicLong counter) {
        SignOfLife.countInto(counter);
        byte[] answer = request.kind() == Frame.Kind.PROBE ? probe(request.content()) : work.apply(request.content());
        signs.remove(request.id());
        send(new Frame(request.id(), Frame.Kind.ANSWER, answer));
    }

    /** How much is free is asked of the server each time, unlike what a folder is like. Any answer is one. */
    private static byte[] probe(byte[] folder) {
        Path.of(new String(folder, StandardCharsets.UTF_8)).toFile().getUsableSpace();
        return new byte[0];
    }

    private void tell() {
        signs.forEach((id, counter) -> {
            if (counter.getAndSet(0) > 0) {
                send(new Frame(id, Frame.Kind.ALIVE, new byte[0]));
            }
        });
    }

    private void send(Frame frame) {
        try {
            synchronized (output) {
                frame.write(output);
            }
        } catch (IOException e) {
            end();
            throw new UncheckedIOException(e);
        }
    }

    private static void end() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(0);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "storage-work");
        thread.setDaemon(true);
        return thread;
    }
}
