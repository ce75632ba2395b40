package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders of jobs that nobody asks for any more: the engine deletes a job as soon as it knows the outcome, and people want to
 * read virt-v2v's output after that. Kept for a while, then removed.
 *
 * @param most so many are kept: before all others those that have made something, of these those that were deleted last
 */
record EndedJobs(Path root, int most) {
    private static final Logger LOGGER = LoggerFactory.getLogger(EndedJobs.class);
    private static final Duration KEPT = Duration.ofDays(14);

    /** More than a host converts in that time; only requests that fail at once are more. */
    private static final int MOST = 10_000;

    EndedJobs(Path root) {
        this(root, MOST);
    }

    /** Those that go first come last. */
    private record Entry(JobFolder folder, boolean hasPlan, FileTime taken) {
        static final Comparator<Entry> ORDER =
                Comparator.comparing(Entry::hasPlan).thenComparing(Entry::taken).reversed();
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
        return new JobFolders(root).all();
    }

    /** Failures are logged only: old logs are no reason not to work. */
    void removeOld() {
        FileTime oldest = FileTime.from(Instant.now().minus(KEPT));
        List<Entry> entries = entries();
        entries.sort(Entry.ORDER);
        for (int rank = 0; rank < entries.size(); rank++) {
            Entry entry = entries.get(rank);
            if (rank >= most || entry.taken().compareTo(oldest) < 0) {
                remove(entry.folder());
            }
        }
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        try {
            for (JobFolder folder : all()) {
                entry(folder).ifPresent(entries::add);
            }
        } catch (IOException e) {
            LOGGER.warn("The old jobs in {} cannot be read: {}", root, e.getMessage());
        }
        return entries;
    }

    /** Nothing if it is gone meanwhile, or cannot be looked at. */
    private static Optional<Entry> entry(JobFolder folder) {
        try {
            FileTime taken = Files.getLastModifiedTime(folder.path(), LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Entry(folder, Files.exists(folder.planFile()), taken));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOGGER.warn("The old job {} cannot be looked at: {}", folder.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private static void remove(JobFolder folder) {
        try {
            new TreeDeletion().delete(folder.path());
        } catch (IOException e) {
            LOGGER.warn("The old job {} cannot be removed: {}", folder.path(), e.getMessage());
        }
    }
}
