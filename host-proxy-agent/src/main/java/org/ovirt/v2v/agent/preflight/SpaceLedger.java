package org.ovirt.v2v.agent.preflight;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.host.TemporaryFolder;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.Phase;

/**
 * What this host's jobs have still to write. Whoever asks whether there is space enters what it needs itself in the same step, so that
 * of two jobs which begin at once each counts the other. What others write is not known here.
 */
public final class SpaceLedger {
    private final Map<UUID, Entry> entries = new HashMap<>();

    /**
     * A job.
     *
     * @param domain null before it is known what it writes there
     * @param claim null likewise
     * @param progress of the copy, percent
     */
    private record Entry(UUID domain, SpaceClaim claim, Phase phase, int progress) {
        private static final int WHOLE = 100;

        Outstanding outstanding() {
            if (claim == null || phase.compareTo(Phase.COPYING_DISKS) > 0) {
                return Outstanding.NOTHING;
            }
            if (phase != Phase.COPYING_DISKS) {
                return new Outstanding(claim.least(), claim.most());
            }
            int left = claim.preallocated() ? 0 : WHOLE - progress;
            return new Outstanding(claim.least() / WHOLE * left, claim.most() / WHOLE * left);
        }

        /** What it has put into the temporary folder is all there once it copies. */
        long temporary() {
            return phase.compareTo(Phase.COPYING_DISKS) < 0 ? TemporaryFolder.NEEDED : 0;
        }
    }

    /**
     * Bytes that are still to be written.
     *
     * @param least as far as it is known that they will be
     * @param most if guests use all of their disks
     */
    record Outstanding(long least, long most) {
        static final Outstanding NOTHING = new Outstanding(0, 0);

        private Outstanding plus(Outstanding other) {
            return new Outstanding(least + other.least, most + other.most);
        }

        private static Outstanding larger(Outstanding one, Outstanding other) {
            return new Outstanding(Math.max(one.least, other.least), Math.max(one.most, other.most));
        }
    }

    /** What each job has still to write now. */
    synchronized Map<UUID, Outstanding> outstanding() {
        Map<UUID, Outstanding> all = new HashMap<>();
        entries.forEach((job, entry) -> all.put(job, entry.outstanding()));
        return all;
    }

    /** Enters a job that begins; tells how many bytes of the temporary folder the others are going to take. */
    synchronized long enterTemporary(UUID job) {
        long others = entries.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(job))
                .mapToLong(entry -> entry.getValue().temporary())
                .sum();
        entries.putIfAbsent(job, new Entry(null, null, Phase.PREFLIGHT, 0));
        return others;
    }

    /**
     * Enters what a job is going to write into a domain; tells what the others have still to write there.
     *
     * @param before what {@link #outstanding()} told before somebody looked at the domain's free space, since what was written after
     *     that look is missing from it
     */
    synchronized Outstanding enter(UUID job, UUID domain, SpaceClaim claim, Map<UUID, Outstanding> before) {
        Outstanding others = Outstanding.NOTHING;
        for (Map.Entry<UUID, Entry> other : entries.entrySet()) {
            if (!other.getKey().equals(job) && domain.equals(other.getValue().domain())) {
                others = others.plus(Outstanding.larger(
                        other.getValue().outstanding(), before.getOrDefault(other.getKey(), Outstanding.NOTHING)));
            }
        }
        Phase phase = Optional.ofNullable(entries.get(job)).map(Entry::phase).orElse(Phase.PREFLIGHT);
        entries.put(job, new Entry(domain, claim, phase, 0));
        return others;
    }

    /** Enters a job that another run of the agent has begun. */
    public synchronized void resume(UUID domain, SpaceClaim claim, JobReport report) {
        entries.put(report.id(), new Entry(domain, Objects.requireNonNull(claim), report.phase(), report.progress()));
    }

    /** Takes note of how far a job is; one that has ended needs nothing any more. */
    public synchronized void changed(JobReport report) {
        if (report.status().isFinal()) {
            entries.remove(report.id());
        } else {
            entries.computeIfPresent(
                    report.id(),
                    (job, entry) -> new Entry(entry.domain(), entry.claim(), report.phase(), report.progress()));
        }
    }

    /** Forgets a job that came to nothing. */
    public synchronized void forget(UUID job) {
        entries.remove(job);
    }
}
