package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what lies beside export domains under the name of a job of this agent that has ended, and that nobody owes any more: a
 * backup of the domain brought it back, or a job of an earlier version left it. Only the folders of jobs say what is ours;
 * whatever else lies there is another host's, and is listed when the domain is checked.
 */
final class Sweep {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sweep.class);

    /** Stands for no domain: what is only read on this host's own disk. */
    private static final UUID HERE = new UUID(0, 0);

    private final JobFolders folders;
    private final EndedJobs deleted;
    private final ExportDomains domains;
    private final Debts debts;
    private final JobWorkers workers;

    Sweep(JobFolders folders, EndedJobs deleted, ExportDomains domains, Debts debts, JobWorkers workers) {
        this.folders = folders;
        this.deleted = deleted;
        this.domains = domains;
        this.debts = debts;
        this.workers = workers;
    }

    /**
     * Has it looked for and removed, on other threads: hundreds of jobs may have ended, and whoever starts the agent waits for none of
     * their files.
     *
     * @param alive whether a job has not ended
     */
    void run(Predicate<UUID> alive) {
        workers.execute(HERE, () -> findMounts(alive));
    }

    private void findMounts(Predicate<UUID> alive) {
        Map<String, UUID> domainsByMount = new HashMap<>();
        try {
            // thousands may have ended: of each only the place is kept
            Stream.concat(folders.all().stream(), deleted.all().stream())
                    .flatMap(folder -> left(folder).stream())
                    .forEach(debt ->
                            domainsByMount.put(debt.plan().mount(), debt.plan().domain()));
        } catch (IOException e) {
            LOGGER.warn("What jobs that have ended have left cannot be looked for: {}", e.getMessage());
        }
        domainsByMount.forEach((mount, domain) -> workers.execute(domain, () -> look(mount, alive)));
    }

    /** What a job might have left; empty if it made nothing, has not ended, or cannot be read. */
    private static Optional<Debt> left(JobFolder folder) {
        try {
            Optional<JobPlan> plan = folder.plan();
            if (plan.isEmpty()) {
                return Optional.empty();
            }
            JobReport state = folder.state();
            Debt.Removal removal = state.status() == JobStatus.DONE ? Debt.Removal.STAGING : Debt.Removal.RESULT;
            return Optional.of(new Debt(plan.get(), state.vmName(), removal, Instant.now(), null))
                    .filter(debt -> state.status().isFinal());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void look(String mount, Predicate<UUID> alive) {
        try {
            for (String name : domains.staged(Path.of(mount))) {
                Optional<Debt> debt = JobFolders.id(name)
                        .filter(job -> !debts.has(job) && !alive.test(job))
                        .flatMap(this::left)
                        .filter(left -> left.plan().mount().equals(mount));
                if (debt.isPresent()) {
                    UUID job = debt.get().plan().job();
                    LOGGER.warn("Job {} has ended and left something in {}, which is removed", job, mount);
                    debts.owe(debt.get());
                    if (alive.test(job)) {
                        debts.forget(job); // one of this id was started meanwhile, and what lies there is its own
                    } else {
                        debts.paySoon(job);
                    }
                }
            }
        } catch (FailureException e) {
            LOGGER.info(
                    "Nobody can tell whether anything is left in {}: {}",
                    mount,
                    e.failure().message());
        } catch (IOException e) {
            LOGGER.warn("What is left in {} cannot be written down: {}", mount, e.getMessage());
        }
    }

    private Optional<Debt> left(UUID job) {
        return left(folders.folder(job)).or(() -> deleted.find(job).flatMap(Sweep::left));
    }
}
