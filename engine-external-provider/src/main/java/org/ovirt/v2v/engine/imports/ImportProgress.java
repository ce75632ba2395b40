package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.Objects;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

/**
 * How far an import is.
 *
 * @param phase null before the proxy host has said anything
 * @param description for people; cut if it is too long
 * @param percent 0 to 100, never goes back, 100 only once the machine lies in the export domain
 * @param warnings what virt-v2v warned of
 * @param obstacle what the conversion waits for to go away, as in a full export domain; null if it goes on
 */
@Embeddable
public record ImportProgress(
        @Enumerated(EnumType.STRING) Phase phase,
        String description,
        @Column(name = "progress") int percent,
        @Convert(converter = DiskProgressColumn.class) List<DiskProgress> disks,
        @Convert(converter = TextListColumn.class) List<String> warnings,
        @Convert(converter = FailureColumn.class) Failure obstacle) {
    /** As long as the column; what hosts and sources say may be longer. */
    private static final int LONGEST = 4096;

    /** The highest figure before the machine lies in the export domain. */
    private static final int ALMOST = 99;

    public ImportProgress {
        if (description != null && description.length() > LONGEST) {
            description = description.substring(0, LONGEST - 1) + "…";
        }
    }

    public static ImportProgress waiting(String why) {
        return new ImportProgress(null, why, 0, List.of(), List.of(), null);
    }

    /** The proxy host has not got beyond its checks. */
    boolean isBeforeConversion() {
        return phase == null || phase == Phase.PREFLIGHT;
    }

    public ImportProgress describedAs(String text) {
        return new ImportProgress(phase, text, percent, disks, warnings, obstacle);
    }

    /** The machine lies in the export domain. */
    ImportProgress complete(String text) {
        return new ImportProgress(Phase.FINISHED, text, 100, disks, warnings, null);
    }

    /** Takes a report in, unless it is older than what is known; reports may come twice and out of order. */
    public ImportProgress advancedBy(JobReport job) {
        if (isAheadOf(job)) {
            return this;
        }
        int most = job.status() == JobStatus.DONE ? 100 : ALMOST;
        return new ImportProgress(
                job.phase(),
                job.description().isBlank() ? job.phase().description() : job.description(),
                Math.max(percent, Math.min(job.progress(), most)),
                job.disks(),
                job.warnings().size() < warnings.size() ? warnings : job.warnings(),
                job.failure());
    }

    /** This one, but with the figures of the other if those are further. */
    ImportProgress notBehind(ImportProgress other) {
        boolean behind = percent < other.percent || (percent == other.percent && phase == null);
        return behind
                ? new ImportProgress(
                        other.phase, description, other.percent, other.disks, other.warnings, other.obstacle)
                : this;
    }

    /** Waits for the same as the other, whatever the words, or goes on as it does. */
    public boolean waitsLike(ImportProgress other) {
        return Objects.equals(code(obstacle), code(other.obstacle));
    }

    private static FailureCode code(Failure obstacle) {
        return obstacle == null ? null : obstacle.code();
    }

    private boolean isAheadOf(JobReport job) {
        if (phase == null) {
            return false;
        }
        return phase.compareTo(job.phase()) > 0 || (phase == job.phase() && percent > job.progress());
    }
}
