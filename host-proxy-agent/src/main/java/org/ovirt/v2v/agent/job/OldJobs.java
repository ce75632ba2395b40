package org.ovirt.v2v.agent.job;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets, once an hour, jobs that ended long ago and that nobody deleted: their engine may not be there any more. */
final class OldJobs implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(OldJobs.class);

    private final JobFolders folders;
    private final KnownJobs jobs;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "old-jobs");
        thread.setDaemon(true);
        return thread;
    });

    OldJobs(JobFolders folders, KnownJobs jobs, Clock clock) {
        this.folders = folders;
        this.jobs = jobs;
        this.clock = clock;
    }

    void begin() {
        var unused = timer.scheduleWithFixedDelay(this::removeNow, 1, 1, TimeUnit.HOURS);
    }

    /** Otherwise the timer would silently forget it. */
    private void removeNow() {
        try {
            remove();
        } catch (RuntimeException e) {
            LOGGER.error("Old jobs could not be looked for; they will be again", e);
        }
    }

    void remove() {
        folders.removeOld(clock.instant(), this::forget);
    }

    private void forget(UUID id) {
        LOGGER.info("Job {} ended long ago and was not deleted: it is forgotten", id);
        jobs.find(id).filter(Job::isEnded).ifPresent(jobs::remove);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
