package org.ovirt.v2v.testbed.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What the person at the terminal reads: lines that stay and, on a terminal, one line that changes while something goes on.
 * Whatever takes longer than two seconds shows that it goes on.
 */
final class Console {
    /** Back to the line's begin, and clears the line. */
    private static final String BEGIN_AGAIN = "\r\033[K";

    private static final long TICK_MILLISECONDS = 500;
    private static final Duration UNMENTIONED = Duration.ofSeconds(2);

    private final PrintStream out;
    private final boolean terminal;
    private boolean lineOpen;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Adds a line. */
    synchronized void say(String text) {
        endLine();
        out.println(text);
        out.flush();
    }

    /** The line that changes; not shown where there is no terminal. */
    synchronized void show(String text) {
        if (terminal) {
            out.print(BEGIN_AGAIN + text);
            out.flush();
            lineOpen = true;
        }
    }

    /** Lets the line that changes stay as it is. */
    synchronized void endLine() {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
    }

    boolean isTerminal() {
        return terminal;
    }

    /** Does something and shows for how long it goes on. */
    <T> T during(String text, Supplier<T> action) {
        Stopwatch watch = Stopwatch.start();
        AtomicBoolean mentioned = new AtomicBoolean();
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ticker");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> ticking = ticker.scheduleAtFixedRate(
                () -> tick(text, watch, mentioned), TICK_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
        boolean done = false;
        try {
            T result = action.get();
            done = true;
            return result;
        } finally {
            ticking.cancel(false);
            stop(ticker);
            if (done && mentioned.get()) {
                tellEnd(text, watch);
            }
            endLine();
        }
    }

    private void tick(String text, Stopwatch watch, AtomicBoolean mentioned) {
        if (terminal) {
            mentioned.set(true);
            show(text + " ... " + watch);
        } else if (watch.elapsed().compareTo(UNMENTIONED) > 0 && mentioned.compareAndSet(false, true)) {
            say(text + " ...");
        }
    }

    private void tellEnd(String text, Stopwatch watch) {
        if (terminal) {
            show(text + ": done in " + watch);
        } else {
            say("  done in " + watch);
        }
    }

    private static void stop(ScheduledExecutorService ticker) {
        boolean interrupted = Thread.interrupted();
        ticker.shutdownNow();
        try {
            ticker.awaitTermination(1, TimeUnit.SECONDS); // or it would write into what comes next
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
