package org.ovirt.v2v.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the Java which runs the agent was updated. From then on it cannot start any program: the helper by which it does so is
 * of another version, or gone with its folder. So the agent ends, and whoever starts it again does that with the Java that is there.
 */
final class JavaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JavaWatch.class);

    /** The first is another one in each version, the second is what starts programs. */
    private static final List<String> FILES = List.of("lib/modules", "lib/jspawnhelper");

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** An update may still be under way when the first file has changed. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final Path home;
    private final InstantSource clock;
    private final Supplier<Optional<String>> hindrance;
    private final Runnable end;
    private final List<Optional<Version>> running;
    private List<Optional<Version>> found;
    private Instant since = Instant.MIN;
    private Optional<String> told = Optional.empty();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "java-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** Of a file; one that was only written anew, as by a repair of its package, has the same. */
    private record Version(FileTime modified, long size) {}

    /**
     * Takes the Java that is there now as the one that runs: so nothing that happened before is a reason to end.
     *
     * @param home of the Java that runs
     * @param hindrance why the agent must not end just now, for the log; empty if it may
     * @param end ends the agent
     */
    JavaWatch(Path home, InstantSource clock, Supplier<Optional<String>> hindrance, Runnable end) {
        this.home = home;
        this.clock = clock;
        this.hindrance = hindrance;
        this.end = end;
        this.running = look().orElse(List.of());
        this.found = running;
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(
                this::tryToCheck, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryToCheck() {
        try {
            check();
        } catch (RuntimeException e) {
            LOG.warn("The agent's Java cannot be looked at; the next attempt is in {} s", PAUSE.toSeconds(), e);
        }
    }

    /** Ends the agent if its Java was changed some time ago, and not since. */
    void check() {
        Optional<List<Optional<Version>>> now = running.isEmpty() ? Optional.empty() : look();
        if (now.isEmpty()) {
            return; // nothing can be told
        }
        if (!now.get().equals(found)) {
            found = now.get();
            since = clock.instant();
            told = Optional.empty();
        } else if (!found.equals(running) && !clock.instant().isBefore(since.plus(SETTLED))) {
            Optional<String> why = hindrance.get();
            if (why.isEmpty()) {
                LOG.warn("The Java in {} was updated: the agent ends, to be started again with the new one", home);
                end.run();
            } else if (!told.equals(why)) {
                LOG.warn(
                        "The Java in {} was updated, and this agent cannot start any program until it is restarted: {}",
                        home,
                        why.get());
                told = why;
            }
        }
    }

    /** What is there of each file; empty if that cannot be told. */
    private Optional<List<Optional<Version>>> look() {
        List<Optional<Version>> versions = new ArrayList<>();
        for (String file : FILES) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(home.resolve(file), BasicFileAttributes.class);
                versions.add(Optional.of(new Version(attributes.lastModifiedTime(), attributes.size())));
            } catch (NoSuchFileException e) {
                versions.add(Optional.empty());
            } catch (IOException e) {
                LOG.debug("{} cannot be looked at", home.resolve(file), e);
                return Optional.empty();
            }
        }
        return Optional.of(versions);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
