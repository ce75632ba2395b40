package org.ovirt.v2v.agent.job;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that are in memory: all that have not ended, and of the others as many as there is room for, those that ended last. Whoever
 * asks for one of the rest reads it from its folder.
 */
final class KnownJobs {
    private static final Logger LOGGER = LoggerFactory.getLogger(KnownJobs.class);

    /** One of so many parts is made free at a time. */
    private static final int SPARE = 10;

    private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();
    private final long room;

    /**
     * None at first.
     *
     * @param room for all of them together, in bytes
     */
    KnownJobs(long room) {
        this.room = room;
    }

    /** With a quarter of the heap for them. */
    static KnownJobs inHeap() {
        return new KnownJobs(Runtime.getRuntime().maxMemory() / 4);
    }

    Optional<Job> find(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Collection<Job> all() {
        return jobs.values();
    }

    /** Jobs of an earlier run: those that have not ended are known whether there is room or not. */
    synchronized void load(Job job) {
        jobs.put(job.id(), job);
        makeRoom(0);
    }

    /**
     * False if there is one of this id already.
     *
     * @throws FailureException {@link FailureCode#HOST_BUSY} if there is no room beside those that have not ended
     */
    synchronized boolean add(Job job) throws FailureException {
        if (jobs.containsKey(job.id())) {
            return false;
        }
        if (!makeRoom(job.weight())) {
            throw new FailureException(
                    FailureCode.HOST_BUSY,
                    "This host has " + jobs.size()
                            + " conversions that have not ended, for more the agent has no memory.");
        }
        jobs.put(job.id(), job);
        return true;
    }

    /** Another job may have been added under its id since. */
    void remove(Job job) {
        jobs.remove(job.id(), job);
    }

    private boolean makeRoom(long wanted) {
        long taken = jobs.values().stream().mapToLong(Job::weight).sum();
        if (taken + wanted <= room) {
            return true;
        }
        List<Job> oldestFirst = jobs.values().stream()
                .filter(Job::isEnded)
                .sorted(Comparator.comparing(KnownJobs::end))
                .toList();
        // for some of those that follow as well
        long enough = room - room / SPARE;
        for (Job job : oldestFirst) {
            if (taken + wanted <= enough) {
                break;
            }
            LOGGER.info("Job {} has ended and was not deleted: from now on it is read from its folder", job.id());
            jobs.remove(job.id(), job);
            taken -= job.weight();
        }
        return taken + wanted <= room;
    }

    private static Instant end(Job job) {
        return Objects.requireNonNullElse(job.report().endedAt(), Instant.EPOCH);
    }
}
