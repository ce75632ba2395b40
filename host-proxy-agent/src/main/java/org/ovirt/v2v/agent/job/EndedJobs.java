package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
 *
 * @param most so many are kept, those that ended last
 */
record EndedJobs(Path root, int most) {
    private static final Logger LOGGER = LoggerFactory.getLogger(EndedJobs.class);
    private static final Duration KEPT = Duration.ofDays(14);

    /** What a busy host converts in two weeks; only requests that fail at once are more. */
    private static final int MOST = 10_000;

    private record Entry(Path folder, FileTime since) {}

    EndedJobs(Path root) {
        this(root, MOST);
    }

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
        try {
            List<Entry> entries = entries();
            entries.sort(Comparator.comparing(Entry::since).reversed());
            for (int rank = 0; rank < entries.size(); rank++) {
                if (rank >= most || entries.get(rank).since().compareTo(oldest) < 0) {
                    new TreeDeletion().delete(entries.get(rank).folder());
                }
            }
        } catch (IOException e) {
            LOGGER.warn("Old jobs in {} cannot be removed: {}", root, e.getMessage());
        }
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(root)) {
            for (Path path : paths) {
                entries.add(new Entry(path, Files.getLastModifiedTime(path)));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
