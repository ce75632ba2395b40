package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.exportdomain.DomainUnavailableException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What jobs that have ended well put into other export domains than the one that is asked for now, by the folders that are kept of them.
 * A machine there has its id: a second one under it would be another truth about it. What lies in the domain that is asked for is found
 * by the checks themselves. A job that failed or was aborted has left nothing, and is tried again under its id as often as anybody likes.
 */
record EarlierMachines(JobFolders present, EndedJobs deleted, ExportDomains domains) {
    private static final Logger LOGGER = LoggerFactory.getLogger(EarlierMachines.class);

    /** Refuses to begin with a machine that an earlier job under this machine's or this job's id has put elsewhere, and that still lies there. */
    void requireNone(UUID job, UUID machine, ExportDomainInfo domain) throws FailureException {
        for (UUID id : List.of(machine, job)) {
            for (JobFolder folder : folders(id)) {
                Optional<JobPlan> elsewhere = done(folder)
                        .filter(plan ->
                                plan.machine().equals(machine) || plan.job().equals(job))
                        .filter(plan -> !plan.domain().equals(domain.id()));
                if (elsewhere.isPresent()) {
                    requireGone(elsewhere.get());
                }
            }
        }
    }

    private List<JobFolder> folders(UUID id) {
        return Stream.concat(Stream.of(present.folder(id)), deleted.find(id).stream())
                .toList();
    }

    /** The plan of a job that has ended as done, or of which nobody can tell how it ended; empty if it made nothing. */
    private static Optional<JobPlan> done(JobFolder folder) {
        try {
            return folder.plan().filter(plan -> mayBeDone(folder));
        } catch (IOException e) {
            LOGGER.warn("Where an earlier job wrote cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean mayBeDone(JobFolder folder) {
        try {
            return folder.state().status() == JobStatus.DONE;
        } catch (IOException e) {
            return true;
        }
    }

    private void requireGone(JobPlan earlier) throws FailureException {
        String what = "job " + earlier.job() + " has put into the export domain " + earlier.domain() + " at "
                + earlier.mount() + " under the id " + earlier.machine();
        try {
            if (domains.staging(earlier.place()).ovf().isPresent()) {
                throw new FailureException(FailureCode.VM_ID_IN_USE, "There is a machine already that " + what + ".");
            }
        } catch (DomainUnavailableException e) {
            throw new FailureException(
                    new Failure(
                            e.failure().code(),
                            "Nobody can tell whether there is still the machine that " + what + ": "
                                    + e.failure().message(),
                            "Make that export domain available to the proxy host again, or start the import anew, under a new id.",
                            null),
                    e);
        }
    }
}
