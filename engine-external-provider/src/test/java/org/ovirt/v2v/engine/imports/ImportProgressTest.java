package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

class ImportProgressTest {
    private final ImportProgress halfway = ImportProgress.waiting("").advancedBy(report(Phase.COPYING_DISKS, 50));

    @Test
    void aTextThatIsTooLongForTheDatabaseIsCut() {
        assertThat(ImportProgress.waiting("x".repeat(4096)).description()).hasSize(4096);
        assertThat(ImportProgress.waiting("x".repeat(4097)).description())
                .hasSize(4096)
                .endsWith("x…");
    }

    @Test
    void progressNeverGoesBack() {
        assertThat(halfway.advancedBy(report(Phase.COPYING_DISKS, 49)).percent())
                .isEqualTo(50);
        assertThat(halfway.advancedBy(report(Phase.CONVERTING, 0)).phase()).isEqualTo(Phase.COPYING_DISKS);
    }

    @Test
    void progressReachesHundredOnlyWithTheEndOfTheJob() {
        assertThat(halfway.advancedBy(report(Phase.COPYING_DISKS, 100)).percent())
                .isEqualTo(99);
        assertThat(halfway.advancedBy(report(JobStatus.DONE, Phase.FINISHED, 100))
                        .percent())
                .isEqualTo(100);
    }

    @Test
    void storedProgressDoesNotTakeBackWhatWasShown() {
        ImportProgress stored = ImportProgress.waiting("Cancelling");

        ImportProgress merged = stored.notBehind(halfway);

        assertThat(merged.percent()).isEqualTo(50);
        assertThat(merged.description()).isEqualTo("Cancelling");
    }

    private static JobReport report(Phase phase, int percent) {
        return report(JobStatus.COPYING_DISK, phase, percent);
    }

    private static JobReport report(JobStatus status, Phase phase, int percent) {
        return JobReportBuilder.builder()
                .id(UUID.randomUUID())
                .vmName("web")
                .status(status)
                .phase(phase)
                .description("")
                .progress(percent)
                .build();
    }
}
