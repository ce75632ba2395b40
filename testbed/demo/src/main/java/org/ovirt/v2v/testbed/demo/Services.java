package org.ovirt.v2v.testbed.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.ovirt.v2v.testbed.FreePort;

/** The programs that run while the demo does; if one of them ends, the end of its log says why. */
final class Services {
    private static final int LINES = 30;

    private final Console console;
    private final Deque<Service> running = new ArrayDeque<>();

    Services(Console console) {
        this.console = console;
    }

    /**
     * Starts one and shows that this goes on.
     *
     * @param preferred the port that it gets unless somebody else has it
     * @param starter starts it on a port
     */
    <T extends AutoCloseable> T start(
            String name, Path log, int preferred, IntFunction<T> starter, Function<T, Boolean> isAlive) {
        T service = console.during("Starting the " + name, () -> {
            try {
                return startSomewhere(preferred, starter);
            } catch (IllegalStateException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                throw new DemoException("the " + name + " does not start" + end(log, e.getMessage()), e);
            }
        });
        running.push(new Service(name, log, () -> isAlive.apply(service), service));
        return service;
    }

    private static <T> T startSomewhere(int preferred, IntFunction<T> starter) {
        int port = FreePort.find(preferred);
        try {
            return starter.apply(port);
        } catch (IllegalStateException e) {
            int other = FreePort.find(port);
            if (other == port || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return starter.apply(other); // somebody was faster
        }
    }

    /** Fails if one has ended. */
    void require() {
        for (Service service : running) {
            if (!service.isAlive().getAsBoolean()) {
                throw new DemoException("the " + service.name() + " has ended" + end(service.log(), ""));
            }
        }
    }

    /** Ends them all, the newest first. */
    void stop() {
        while (!running.isEmpty()) {
            Service service = running.pop();
            try {
                service.program().close();
            } catch (Exception e) {
                throw new DemoException("the " + service.name() + " cannot be stopped: " + e.getMessage(), e);
            }
        }
    }

    /** The end of the log without Java's stacks, or what is known if there is none. */
    private static String end(Path log, String otherwise) {
        if (!Files.exists(log)) {
            return otherwise.isEmpty() ? "" : ": " + otherwise;
        }
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            !line.stripLeading().toLowerCase(Locale.ROOT).startsWith("at "))
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                    .map(line -> "\n  | " + line)
                    .collect(Collectors.joining("", ". The end of " + log + ":", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Service(String name, Path log, BooleanSupplier isAlive, AutoCloseable program) {}
}
