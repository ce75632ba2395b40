package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.ovirt.v2v.agent.exportdomain.DomainUnavailableException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.files.JsonFiles;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What jobs that have ended still have to remove. Each debt is a file, so that it outlives the agent and its job; it is tried again
 * with longer and longer pauses until nothing is left, or until an operator has deleted the file.
 */
final class Debts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Debts.class);

    private final Path root;
    private final ExportDomains domains;
    private final JobWorkers workers;
    private final Retries retries;
    private final Map<UUID, Debt> owed = new ConcurrentHashMap<>();

    /** For each job, whose turn it is to remove what it owes. */
    private final Map<UUID, Lock> turns = new ConcurrentHashMap<>();

    Debts(Path root, ExportDomains domains, JobWorkers workers, BackOff backOff) {
        this.root = root;
        this.domains = domains;
        this.workers = workers;
        this.retries = new Retries(backOff.patient());
    }

    /**
     * Takes up what earlier runs of the agent have left.
     *
     * @param alive whether a job has not ended yet, and pays itself
     */
    void load(Predicate<UUID> alive) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "*.json")) {
            for (Path file : files) {
                try {
                    Debt debt = JsonFiles.read(file, Debt.class);
                    owed.put(debt.plan().job(), debt);
                } catch (IOException e) {
                    LOGGER.error(
                            "What a job had still to remove is left alone, {} cannot be read: {}",
                            file,
                            e.getMessage());
                }
            }
        }
        owed.keySet().stream().filter(alive.negate()).forEach(this::paySoon);
    }

    /** Writes down what a job has to remove; nobody begins with it yet. */
    synchronized void owe(Debt debt) throws IOException { // two that write one file would take each other's draft away
        Files.createDirectories(root);
        JsonFiles.write(file(debt.plan().job()), debt);
        owed.put(debt.plan().job(), debt);
    }

    /** Oldest first. */
    List<Debt> list() {
        return owed.values().stream().sorted(Comparator.comparing(Debt::since)).toList();
    }

    boolean has(UUID job) {
        return owed.containsKey(job);
    }

    /** Whether a job owes something, also where nobody can read what. */
    boolean know(UUID job) {
        return has(job) || Files.exists(file(job));
    }

    /** Takes back what was written down of a job; what it was about is somebody else's. */
    synchronized void forget(UUID job) throws IOException {
        owed.remove(job);
        Files.deleteIfExists(file(job));
    }

    /**
     * Refuses to begin with a machine of which an earlier job has still to remove something from this domain. What could not be removed
     * before, and can now, is: the domain has just answered, and whoever is refused does not come again. What nobody has tried yet may be of
     * a job that is still at work, and would make it anew.
     */
    void requireNone(ExportDomainInfo domain, UUID machine) throws FailureException {
        inTheWay(domain, machine)
                .filter(debt -> debt.obstacle() != null)
                .ifPresent(debt -> pay(debt.plan().job()));
        Optional<Debt> inTheWay = inTheWay(domain, machine);
        if (inTheWay.isPresent()) {
            Debt debt = inTheWay.get();
            throw new FailureException(new Failure(
                    FailureCode.VM_ID_IN_USE,
                    "An earlier conversion of " + debt.vmName() + " (job "
                            + debt.plan().job() + ") has left something in the export domain " + domain.name()
                            + " that is still to be removed under the id " + machine
                            + Optional.ofNullable(debt.obstacle())
                                    .map(why -> ": " + why.message())
                                    .orElse("."),
                    "Start the import again in a minute; the agent goes on removing it.",
                    null));
        }
    }

    private Optional<Debt> inTheWay(ExportDomainInfo domain, UUID machine) {
        return owed.values().stream()
                .filter(debt -> debt.plan().domain().equals(domain.id())
                        && debt.plan().machine().equals(machine))
                .findFirst();
    }

    /** Removes what the job owes, on another thread. */
    void paySoon(UUID job) {
        Optional.ofNullable(owed.get(job))
                .ifPresent(debt -> workers.execute(debt.plan().domain(), () -> pay(job)));
    }

    /** Makes the attempts at once that are waited for. */
    void retry() {
        owed.keySet().forEach(retries::now);
    }

    /**
     * Removes what the job owes as far as that is possible now; what is not is tried again later. One at a time: whoever still removes
     * must not meet what comes under the same id once another has removed all.
     */
    void pay(UUID job) {
        if (!has(job)) {
            return;
        }
        Lock turn = turns.computeIfAbsent(job, id -> new ReentrantLock());
        turn.lock();
        try {
            payInTurn(job);
        } finally {
            turn.unlock();
        }
        if (!has(job)) {
            turns.remove(job);
        }
    }

    private void payInTurn(UUID job) {
        Debt debt = owed.get(job);
        if (debt == null) {
            return;
        }
        if (Files.notExists(file(job))) {
            LOGGER.warn(
                    "What job {} has left in {} is left alone: its file was deleted",
                    job,
                    debt.plan().mount());
            owed.remove(job);
            retries.settled(job);
            return;
        }
        try {
            remove(debt);
            Files.deleteIfExists(file(job));
            owed.remove(job);
            retries.settled(job);
        } catch (FailureException e) {
            await(job, e.failure());
        } catch (DomainUnavailableException e) {
            await(job, e.failure());
        } catch (IOException e) {
            await(job, Failure.of(FailureCode.INTERNAL, "The agent cannot use its own files: " + e + "."));
        } catch (RuntimeException | Error e) {
            LOGGER.error("What job {} has left could not be removed", job, e);
            await(job, Failure.of(FailureCode.INTERNAL, "The agent met an unexpected error: " + e + "."));
        }
    }

    @Override
    public void close() {
        retries.close();
    }

    private void remove(Debt debt) throws FailureException, IOException, DomainUnavailableException {
        JobCleanup remains = JobCleanup.of(debt.plan(), domains);
        remains.endProcesses();
        remains.removeLocal();
        if (debt.removal() != Debt.Removal.STAGING) {
            remains.staged().withdraw(debt.removal() == Debt.Removal.MACHINE);
            // before what tells that it was withdrawn is removed: another machine may come under this id
            owe(debt.with(Debt.Removal.STAGING));
        }
        remains.staged().removeStaging();
    }

    private void await(UUID job, Failure obstacle) {
        owed.computeIfPresent(job, (id, debt) -> {
            if (!obstacle.equals(debt.obstacle())) {
                LOGGER.warn("What job {} has left cannot be removed yet: {}", id, obstacle.text());
            }
            return debt.with(obstacle);
        });
        retries.later(job, () -> paySoon(job));
    }

    private Path file(UUID job) {
        return root.resolve(job + ".json");
    }
}
