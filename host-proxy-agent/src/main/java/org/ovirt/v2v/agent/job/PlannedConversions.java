package org.ovirt.v2v.agent.job;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** The conversions that have got a plan and have not ended, of which one machine has one at most. */
final class PlannedConversions {
    private final Map<UUID, RunningConversion> byJob = new ConcurrentHashMap<>();

    /** Refuses one for whose machine there is another one, wherever that writes. */
    synchronized void enter(RunningConversion conversion)
            throws FailureException { // of two that begin at once one sees the other
        UUID machine = conversion.plan().machine();
        Optional<Job> rival = byJob.values().stream()
                .filter(each -> each.plan().machine().equals(machine))
                .map(RunningConversion::job)
                .filter(job -> !job.isEnded()) // one that was aborted leaves as soon as whoever works for it notices
                .findFirst();
        if (rival.isPresent()) {
            throw new FailureException(new Failure(
                    FailureCode.VM_ID_IN_USE,
                    "Job " + rival.get().id() + " is converting "
                            + rival.get().report().vmName() + " under the id " + machine + " at present.",
                    "Wait for that one, or cancel it and start the import again.",
                    null));
        }
        add(conversion);
    }

    /** Takes in one that was entered before, by an earlier run of the agent perhaps. */
    void add(RunningConversion conversion) {
        byJob.put(conversion.job().id(), conversion);
    }

    Optional<RunningConversion> find(UUID job) {
        return Optional.ofNullable(byJob.get(job));
    }

    void remove(RunningConversion conversion) {
        byJob.remove(conversion.job().id(), conversion);
    }

    /** Does nothing for a job that has none, and leaves that of another job of the same id alone. */
    void removeOf(Job job) {
        byJob.values().removeIf(conversion -> conversion.job() == job);
    }
}
