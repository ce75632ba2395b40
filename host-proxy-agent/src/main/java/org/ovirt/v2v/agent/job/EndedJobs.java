package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders of jobs that nobody asks for any more: the engine deletes a job as soon as it knows the outcome, and people want to
 * read virt-v2v's output after that. Kept for a while, then removed.
 */
record EndedJobs(Path root) {
    private static final Logger LOGGER = LoggerFactory.getLogger(EndedJobs.class);
    private static final Duration KEPT = Duration.ofDays(14);

    /** Of two jobs of one id the last one is kept that has made anything: it tells what may be where. */
    void take(JobFolder job) throws IOException {
        if (!Files.exists(job.path())) {
            return; // it could not be made, which is what the job failed of
        }
        Files.createDirectories(root);
        Path kept = root.resolve(job.path().getFileName());
        if (Files.exists(kept) && Files.notExists(job.planFile())) {
            new TreeDeletion().delete(job.path());
            return;
        }
        new TreeDeletion().delete(kept);
        Files.move(job.path(), kept, StandardCopyOption.ATOMIC_MOVE);
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
        removeOld();
    }

    /** The folder of one that is still kept. */
    Optional<JobFolder> find(UUID job) {
        return Optional.of(new JobFolder(root.resolve(job.toString()))).filter(folder -> Files.exists(folder.path()));
    }

    /** The folders of all that are still kept. */
    List<JobFolder> all() throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(JobFolder::new).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Failures are logged only: old logs are no reason not to work. */
    void removeOld() {
        if (Files.notExists(root)) {
            return;
        }
        FileTime oldest = FileTime.from(Instant.now().minus(KEPT));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).compareTo(oldest) < 0) {
                    new TreeDeletion().delete(entry);
                }
            }
        } catch (IOException e) {
            LOGGER.warn("Old jobs in {} cannot be removed: {}", root, e.getMessage());
        }
    }
}
