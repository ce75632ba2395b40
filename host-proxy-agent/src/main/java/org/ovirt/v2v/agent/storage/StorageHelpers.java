package org.ovirt.v2v.agent.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The helper processes of all mounts. */
public final class StorageHelpers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StorageHelpers.class);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration AWHILE = Duration.ofMillis(100);

    /** What the answer of a search may take on a busy host, beyond the search itself. */
    private static final Duration DELAY = Duration.ofSeconds(10);

    /** A request that names them all must not be too long. */
    private static final int MOST_SPARED = 24;

    private static final Path NOWHERE = Path.of("/");

    private final StorageLimits limits;
    private final HelperStarter starter;
    private final Map<Path, MountHelpers> mounts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "storage-idle");
        thread.setDaemon(true);
        return thread;
    });
    private final Object searchTurn = new Object();
    private volatile StorageHelper searching;

    private StorageHelpers(StorageLimits limits, HelperStarter starter) {
        this.limits = limits;
        this.starter = starter;
    }

    /**
     * Knows the processes that earlier runs have left, and has a helper ready.
     *
     * @param mainClass whose main method runs a {@link HelperServer}
     * @param arguments of that method
     * @param folder on this host's own disk, for what the next run must know
     */
    public static StorageHelpers open(Class<?> mainClass, List<String> arguments, Path folder, StorageLimits limits)
            throws IOException {
        return open(HelperStarter.command(mainClass, arguments), folder, limits);
    }

    /** As above, with the command that starts a helper. */
    static StorageHelpers open(List<String> command, Path folder, StorageLimits limits) throws IOException {
        HelperRecords records = new HelperRecords(folder);
        StorageHelpers helpers = new StorageHelpers(limits, new HelperStarter(command, limits.start(), records));
        records.end().forEach((process, mount) -> {
            LOGGER.warn("Process {} of an earlier run hangs in {}", process.pid(), mount);
            helpers.mount(mount).adopt(process);
        });
        helpers.starter.startAhead();
        var unused = helpers.timer.scheduleWithFixedDelay(
                () -> helpers.endIdle(IDLE), ROUND.toSeconds(), ROUND.toSeconds(), TimeUnit.SECONDS);
        return helpers;
    }

    /** Asks the mount's helper process. */
    public byte[] ask(Path mount, Pace pace, byte[] request) throws StorageException {
        makeRoom(mount);
        return mount(mount).ask(pace, request);
    }

    /** The mounts that are known to hang, so that looking at them is of no use now. */
    public List<Path> spared() {
        return mounts.entrySet().stream()
                .filter(each -> each.getValue().isToBeSpared())
                .map(Map.Entry::getKey)
                .sorted()
                .limit(MOST_SPARED)
                .toList();
    }

    /**
     * Asks a helper process about many mounts at once, some of which may hang.
     *
     * @param limit for the answer, within which the helper must give one even if a mount hangs
     * @param hanging the mounts that hang, by the answer
     */
    public byte[] search(byte[] request, Duration limit, Function<byte[], Collection<Path>> hanging)
            throws StorageException {
        synchronized (searchTurn) {
            StorageHelper helper = searching;
            if (helper == null || !helper.isAlive()) {
                helper = starter.take(NOWHERE);
                searching = helper;
            }
            try {
                byte[] answer = helper.ask(Frame.Kind.REQUEST, request, limit.plus(DELAY));
                Collection<Path> silent = hanging.apply(answer);
                if (!silent.isEmpty()) {
                    searching = null;
                    List<HeldProcess> processes = helper.abandon();
                    silent.forEach(mount -> mount(mount).distrust(processes, limit));
                }
                return answer;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageException(StorageException.Reason.BROKEN, "The agent is being stopped.");
            } catch (StorageHelper.LateException e) {
                searching = null;
                helper.held().ifPresent(starter::forget);
                helper.end();
                throw new StorageException(
                        StorageException.Reason.BROKEN,
                        "The process that looks for an export domain did not start within "
                                + limits.start().toSeconds() + " s.");
            } catch (StorageHelper.SilentException | StorageHelper.EndedException e) {
                searching = null;
                helper.abandon();
                throw new StorageException(
                        StorageException.Reason.BROKEN, "The process that looks for an export domain ended.");
            }
        }
    }

    private MountHelpers mount(Path mount) {
        return mounts.compute(mount, (path, known) -> {
            MountHelpers wanted = Optional.ofNullable(known).orElseGet(() -> new MountHelpers(path, starter, limits));
            wanted.touch(); // so that it is not taken for idle, and forgotten, before it is asked
            return wanted;
        });
    }

    /** Takes the helpers of the mount that was idle for longest if there are too many of them. */
    private void makeRoom(Path wanted) throws StorageException {
        if (mounts.containsKey(wanted) || helpers() < limits.helpers()) {
            return;
        }
        boolean room = mounts.entrySet().stream()
                .max(Comparator.comparingLong(each -> each.getValue().idleNanos()))
                .filter(idlest -> endIfIdle(idlest.getKey(), AWHILE))
                .isPresent();
        if (!room) {
            throw new StorageException(
                    StorageException.Reason.BUSY,
                    "All " + limits.helpers() + " helper processes of this host are at work or hang.");
        }
    }

    private boolean endIfIdle(Path mount, Duration time) {
        return mounts.computeIfPresent(mount, (path, each) -> {
                    if (each.idleNanos() < time.toNanos()) {
                        return each;
                    }
                    each.release();
                    return null;
                })
                == null;
    }

    private int helpers() {
        return mounts.values().stream().mapToInt(MountHelpers::helpers).sum();
    }

    /** Lets helpers end that nobody has needed for this long. */
    void endIdle(Duration time) {
        mounts.values().forEach(each -> {
            each.forgetGone();
            each.releaseIdleOfSuspect(time);
        });
        mounts.keySet().forEach(mount -> endIfIdle(mount, time));
    }

    /** Waits for no helper: each ends by itself as soon as it can. */
    @Override
    public void close() {
        timer.shutdownNow();
        starter.close();
        mounts.values().forEach(MountHelpers::close);
        Optional.ofNullable(searching).ifPresent(StorageHelper::end);
    }
}
