package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.ovirt.v2v.model.conversion.JobReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of all jobs. */
record JobFolders(Path root) {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobFolders.class);

    /** Jobs that ended longer ago and that nobody deleted are forgotten. */
    private static final Duration KEPT = Duration.ofDays(14);

    JobFolder folder(UUID job) {
        return new JobFolder(root.resolve(job.toString()));
    }

    /** All jobs that were not deleted; removes what is left of those that are too old or were never begun. */
    List<Job> load(JobListener listener) {
        List<Job> jobs = new ArrayList<>();
        if (Files.notExists(root)) {
            return jobs;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path entry : entries) {
                load(new JobFolder(entry), listener).ifPresent(jobs::add);
            }
        } catch (IOException e) {
            LOGGER.error("The jobs in {} cannot be read: {}", root, e.getMessage());
        }
        return jobs;
    }

    private static Optional<Job> load(JobFolder folder, JobListener listener) {
        try {
            if (!folder.wasBegun()) {
                LOGGER.warn("{} holds no job and is removed", folder.path());
                new TreeDeletion().delete(folder.path());
                return Optional.empty();
            }
            JobReport state = folder.state();
            if (state.endedAt() != null
                    && state.endedAt().isBefore(Instant.now().minus(KEPT))) {
                new TreeDeletion().delete(folder.path());
                return Optional.empty();
            }
            return Optional.of(new Job(folder, folder.request(), state, listener));
        } catch (IOException e) {
            LOGGER.error("The job in {} is left alone, it cannot be read: {}", folder.path(), e.getMessage());
            return Optional.empty();
        }
    }
}
