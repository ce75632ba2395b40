package org.ovirt.v2v.agent.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The helper processes of one mount: one for looks, one for work, as long as they are needed.
 *
 * <p>Storage that was silent for too long is asked nothing more until it has answered a probe: not before every process that hangs in it
 * is gone, or it is clear that this will not come to pass. So processes do not pile up, and what an abandoned process had begun does not
 * happen beside what its successor does.
 */
final class MountHelpers {
    private static final Logger LOGGER = LoggerFactory.getLogger(MountHelpers.class);

    /** Requests that are at work in a helper at the same time, and that wait for one to be done. */
    private static final int WIDTH = 4;

    private static final int MOST_WAITING = 32;

    /** Before storage that was silent is asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** If processes still hang in it after that time and it answers, they hang in what was mounted there before. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Helpers that hang, of which each may have been a probe. */
    private static final int MOST_ABANDONED = 4;

    private final Path mount;
    private final HelperStarter starter;
    private final StorageLimits limits;
    private final Map<Pace, Lane> lanes = new EnumMap<>(Pace.class);
    private final List<List<HeldProcess>> abandoned = new ArrayList<>();
    private boolean suspect;
    private boolean probing;
    private long silentAt;
    private Duration silence = Duration.ZERO;
    private long usedAt = System.nanoTime();

    private static final class Lane {
        private StorageHelper helper;
        private int working;
        private int waiting;
        private long usedAt = System.nanoTime();
    }

    MountHelpers(Path mount, HelperStarter starter, StorageLimits limits) {
        this.mount = mount;
        this.starter = starter;
        this.limits = limits;
        for (Pace pace : Pace.values()) {
            lanes.put(pace, new Lane());
        }
    }

    byte[] ask(Pace pace, byte[] request) throws StorageException {
        if (request.length > Frame.LARGEST_REQUEST) {
            throw new IllegalArgumentException("the request is too long");
        }
        requireAnswering();
        return ask(pace, Frame.Kind.REQUEST, request);
    }

    private byte[] ask(Pace pace, Frame.Kind kind, byte[] content) throws StorageException {
        Lane lane = lanes.get(pace);
        enter(lane, pace, kind);
        try {
            StorageHelper helper = helper(lane);
            try {
                return ask(helper, lane, pace, kind, content);
            } catch (StorageHelper.EndedException e) {
                discard(helper, lane);
                if (helper.isAbandoned()) {
                    throw silent();
                }
                // as when the system was short of memory; whatever is asked may be asked twice
                return ask(helper(lane), lane, pace, kind, content);
            }
        } catch (StorageHelper.LateException e) {
            throw new StorageException(
                    StorageException.Reason.BROKEN,
                    "The process that looks at " + mount + " did not start within "
                            + limits.start().toSeconds() + " s.");
        } catch (StorageHelper.EndedException e) {
            throw new StorageException(
                    StorageException.Reason.BROKEN,
                    "The process that looks at " + mount + " ended before it was done.");
        } finally {
            leave(lane);
        }
    }

    private byte[] ask(StorageHelper helper, Lane lane, Pace pace, Frame.Kind kind, byte[] content)
            throws StorageException, StorageHelper.EndedException, StorageHelper.LateException {
        try {
            return helper.ask(kind, content, limits.of(pace));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(StorageException.Reason.BROKEN, "The agent is being stopped.");
        } catch (StorageHelper.SilentException e) {
            abandon(helper, lane, limits.of(pace));
            throw silent();
        }
    }

    /** Refuses at once what would only hang; whoever comes when it is time finds out whether it still would. */
    private void requireAnswering() throws StorageException {
        synchronized (this) {
            if (!isSuspect()) {
                return;
            }
            if (probing || !isDue()) {
                throw silent();
            }
            probing = true;
        }
        try {
            ask(Pace.LOOK, Frame.Kind.PROBE, mount.toString().getBytes(StandardCharsets.UTF_8));
            trust();
        } finally {
            synchronized (this) {
                probing = false;
            }
        }
    }

    private synchronized void trust() {
        LOGGER.info("{} answers again", mount);
        abandoned.clear();
        suspect = false;
    }

    /** Whether nothing should be asked of it now. */
    synchronized boolean isToBeSpared() {
        return isSuspect() && !isDue();
    }

    private boolean isSuspect() {
        forgetGone();
        return suspect;
    }

    private boolean isDue() {
        Duration pause = abandoned.isEmpty() ? PAUSE : PATIENCE;
        return abandoned.size() < MOST_ABANDONED && System.nanoTime() - silentAt >= pause.toNanos();
    }

    /** Forgets those that hung in it and are gone now; nobody may ask for it again to find that out. */
    synchronized void forgetGone() {
        abandoned.removeIf(processes -> {
            boolean gone = processes.stream().allMatch(HeldProcess::isGone);
            if (gone) {
                processes.forEach(starter::forget);
            }
            return gone;
        });
    }

    private synchronized void enter(Lane lane, Pace pace, Frame.Kind kind) throws StorageException {
        // whoever waits behind what hangs is to hear that it does
        long deadline = System.nanoTime() + limits.of(pace).multipliedBy(2).toNanos();
        while (lane.working >= WIDTH) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (lane.waiting >= MOST_WAITING || left <= 0) {
                throw busy();
            }
            lane.waiting++;
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy();
            } finally {
                lane.waiting--;
            }
            if (suspect && kind != Frame.Kind.PROBE) {
                throw silent();
            }
        }
        lane.working++;
        use(lane);
    }

    private synchronized void leave(Lane lane) {
        lane.working--;
        use(lane);
        notifyAll();
    }

    private void use(Lane lane) {
        usedAt = System.nanoTime();
        lane.usedAt = usedAt;
    }

    private synchronized StorageHelper helper(Lane lane) throws StorageException {
        if (lane.helper != null && !lane.helper.isAlive()) {
            discard(lane.helper, lane);
        }
        if (lane.helper == null) {
            lane.helper = starter.take(mount);
        }
        return lane.helper;
    }

    /** One that has ended, or is just about to. */
    private synchronized void discard(StorageHelper helper, Lane lane) {
        if (lane.helper == helper) {
            lane.helper.held().ifPresent(starter::forget);
            lane.helper.end();
            lane.helper = null;
        }
    }

    private synchronized void abandon(StorageHelper helper, Lane lane, Duration limit) {
        if (lane.helper == helper) {
            lane.helper = null;
            distrust(helper.abandon(), limit);
        }
    }

    /** Notes that it was silent, and what hangs in it. */
    synchronized void distrust(List<HeldProcess> hanging, Duration limit) {
        abandoned.add(List.copyOf(hanging));
        suspect = true;
        silentAt = System.nanoTime();
        silence = limit;
        LOGGER.warn("{} does not answer; {} of its helper processes hang", mount, abandoned.size());
        notifyAll();
    }

    /** Takes over what an earlier run has left hanging. */
    synchronized void adopt(HeldProcess process) {
        abandoned.add(List.of(process));
        suspect = true;
        silentAt = System.nanoTime() - PAUSE.toNanos(); // it may be probed as soon as that process is gone
    }

    synchronized void touch() {
        usedAt = System.nanoTime();
    }

    private synchronized StorageException silent() {
        return new StorageException(
                StorageException.Reason.SILENT,
                mount + " on this host does not answer" + (silence.isZero() ? "" : " for " + silence.toSeconds() + " s")
                        + ".");
    }

    private StorageException busy() {
        return new StorageException(
                StorageException.Reason.BUSY, "Too much is asked of " + mount + " on this host at the same time.");
    }

    synchronized int helpers() {
        return (int) lanes.values().stream().filter(lane -> lane.helper != null).count() + abandoned.size();
    }

    synchronized long idleNanos() {
        boolean busy = suspect || lanes.values().stream().anyMatch(lane -> lane.working > 0 || lane.waiting > 0);
        return busy ? 0 : System.nanoTime() - usedAt;
    }

    /**
     * Lets helpers end that nobody has needed for this long, of a mount that is suspect: that this is known keeps the mount itself from
     * being forgotten, and whoever is refused does not need them.
     */
    synchronized void releaseIdleOfSuspect(Duration time) {
        for (Lane lane : lanes.values()) {
            boolean busy = lane.working > 0 || lane.waiting > 0;
            if (suspect && lane.helper != null && !busy && System.nanoTime() - lane.usedAt >= time.toNanos()) {
                discard(lane.helper, lane);
            }
        }
    }

    /** Lets its helpers end, of which the next run has to know if they hang. */
    synchronized void close() {
        lanes.values().stream()
                .flatMap(lane -> Optional.ofNullable(lane.helper).stream())
                .forEach(StorageHelper::end);
    }

    /** Lets its helpers end, which are idle; new ones are started when they are needed. */
    synchronized void release() {
        for (Lane lane : lanes.values()) {
            if (lane.helper != null) {
                discard(lane.helper, lane);
            }
        }
    }
}
