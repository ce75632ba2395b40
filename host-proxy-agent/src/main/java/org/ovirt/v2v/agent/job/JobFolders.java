package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.ovirt.v2v.model.conversion.ConversionSpec;
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

    /** Tells of all jobs that were not deleted, one after the other; removes what is left of those that are too old or were never begun. */
    void load(JobListener listener, Consumer<Job> reader) {
        try {
            for (JobFolder folder : all()) {
                load(folder, listener).ifPresent(reader);
            }
        } catch (IOException e) {
            LOGGER.error("The jobs in {} cannot be read: {}", root, e.getMessage());
        }
    }

    /**
     * Removes the folders of those that are too old by now.
     *
     * @param forgetting told of each before its folder goes
     */
    void removeOld(Instant now, Consumer<UUID> forgetting) {
        try {
            for (JobFolder folder : all()) {
                removeIfOld(folder, now, forgetting);
            }
        } catch (IOException e) {
            LOGGER.error("The jobs in {} cannot be read: {}", root, e.getMessage());
        }
    }

    private static void removeIfOld(JobFolder folder, Instant now, Consumer<UUID> forgetting) {
        Optional<UUID> id = id(folder.path().getFileName().toString());
        try {
            if (id.isPresent() && Files.exists(folder.stateFile()) && isTooOld(folder.state(), now)) {
                forgetting.accept(id.get());
                remove(folder);
            }
        } catch (IOException e) {
            LOGGER.warn("The old job {} cannot be removed: {}", folder.path(), e.getMessage());
        }
    }

    /** Those that are there, with jobs in them or not. */
    List<JobFolder> all() throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        List<JobFolder> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Files::isDirectory)) {
            entries.forEach(entry -> folders.add(new JobFolder(entry)));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return folders;
    }

    /** One that has ended and was not deleted. */
    Optional<Job> findEnded(UUID id, JobListener listener) {
        JobFolder folder = folder(id);
        try {
            if (!folder.wasBegun()) {
                return Optional.empty();
            }
            return Optional.of(read(folder, id, listener)).filter(Job::isEnded);
        } catch (IOException e) {
            LOGGER.error("The folder {} cannot be read: {}", folder.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Job> load(JobFolder folder, JobListener listener) {
        Optional<UUID> id = id(folder.path().getFileName().toString());
        if (id.isEmpty()) {
            LOGGER.warn("{} is no folder of a job and is left alone", folder.path());
            return Optional.empty();
        }
        try {
            if (!folder.wasBegun()) {
                LOGGER.warn("{} holds no job and is removed", folder.path());
                new TreeDeletion().delete(folder.path());
                return Optional.empty();
            }
            Job job = read(folder, id.get(), listener);
            if (isTooOld(job.report(), Instant.now())) {
                remove(folder);
                return Optional.empty();
            }
            return Optional.of(job);
        } catch (IOException e) {
            LOGGER.error("The folder {} cannot be read: {}", folder.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isTooOld(JobReport report, Instant now) {
        return report.endedAt() != null && report.endedAt().isBefore(now.minus(KEPT));
    }

    private static void remove(JobFolder folder) throws IOException {
        Files.deleteIfExists(folder.planFile()); // first: what is left without it is no job
        Files.deleteIfExists(folder.stateFile());
        new TreeDeletion().delete(folder.path());
    }

    private static Job read(JobFolder folder, UUID id, JobListener listener) throws IOException {
        JobRequest request = request(folder, id);
        return new Job(folder, request, state(folder, request), listener);
    }

    /** Of the job whose folder has this name; empty if none would have it. */
    static Optional<UUID> id(String name) {
        try {
            return Optional.of(UUID.fromString(name)).filter(id -> id.toString().equals(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A job goes on without its request, which tells only how old it is. */
    private static JobRequest request(JobFolder folder, UUID id) throws IOException {
        try {
            JobRequest request = folder.request();
            if (request.created() != null) {
                return request;
            }
            LOGGER.error("What was asked for is not told, job {} goes on without", id);
        } catch (IOException e) {
            LOGGER.error("What was asked for cannot be read, job {} goes on without: {}", id, e.getMessage());
        }
        Instant made = Files.getLastModifiedTime(folder.path()).toInstant();
        return new JobRequest(id, null, "", null, made, "");
    }

    /** What a job is doing follows from its other files; its state is found again from them. */
    private static JobReport state(JobFolder folder, JobRequest request) {
        try {
            return folder.state();
        } catch (IOException e) {
            LOGGER.error("The state of job {} cannot be read and is found out again: {}", request.id(), e.getMessage());
            String name = Optional.ofNullable(request.vminfo())
                    .map(ConversionSpec::targetName)
                    .orElse(request.id().toString());
            return Job.fresh(request.id(), name);
        }
    }
}
