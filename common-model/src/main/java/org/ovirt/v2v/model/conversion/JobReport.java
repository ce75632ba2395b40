package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * All that is told of a job: result of {@code V2V.getJob}, and body of the event {@code |v2v|job_status|<jobid>}.
 *
 * @param id the job, which is also the machine's id in oVirt unless another one was asked for
 * @param vmName the name that the machine gets
 * @param description for people: the phase, "Copying disk 1/2", what is waited for, or why it failed
 * @param progress 0 to 100 over all disks, by size; never goes back, 100 only once the OVF is committed
 * @param warnings what virt-v2v warned of, in its own words
 * @param startedAt null before virt-v2v was started
 * @param endedAt null while the job runs
 * @param usage what the conversion has used; null while it runs, and where nobody counts that
 * @param failure why it failed; in a job that has not ended, what it waits for to go away; otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@RecordBuilder
public record JobReport(
        UUID id,
        String vmName,
        JobStatus status,
        Phase phase,
        String description,
        int progress,
        List<DiskProgress> disks,
        List<String> warnings,
        Instant startedAt,
        Instant endedAt,
        ConversionUsage usage,
        Failure failure)
        implements JobReportBuilder.With {
    public JobReport {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(status, "status is null");
        Objects.requireNonNull(phase, "phase is null");
        description = Objects.requireNonNullElse(description, "");
        disks = disks == null ? List.of() : List.copyOf(disks);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
