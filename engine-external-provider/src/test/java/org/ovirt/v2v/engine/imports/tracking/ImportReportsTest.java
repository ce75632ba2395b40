package org.ovirt.v2v.engine.imports.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportProgress;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTimes;
import org.ovirt.v2v.engine.imports.TestingSnapshot;
import org.ovirt.v2v.engine.imports.run.ImportStarter;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

/** What becomes of reports, with a clock in hand; that changes reach the database is tested elsewhere. */
class ImportReportsTest {
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Failure LOST = Failure.of(FailureCode.JOB_LOST, "The agent was restarted.");

    private final UUID id = UUID.randomUUID();
    private final ImportBoard board = mock(ImportBoard.class);
    private final ImportBroadcast broadcast = mock(ImportBroadcast.class);
    private final ImportChanges changes = mock(ImportChanges.class);
    private final ImportStarter starter = mock(ImportStarter.class);
    private final ImportFinisher finisher = mock(ImportFinisher.class);
    private final ImportEnding ending = mock(ImportEnding.class);
    private final ImportSettings settings = mock(ImportSettings.class);
    private final Clock clock = mock(Clock.class);
    private final ImportReports reports = new ImportReports(
            board,
            broadcast,
            changes,
            starter,
            finisher,
            ending,
            mock(ImportAudit.class),
            mock(JobLog.class),
            settings,
            clock);
    private Instant now = STARTED;

    @BeforeEach
    void prepare() {
        when(clock.instant()).thenAnswer(call -> now);
        when(settings.storeInterval()).thenReturn(Duration.ofSeconds(2));
    }

    @Test
    void progressIsStoredNowAndThenAndToldEachTime() {
        known(ImportState.CONVERTING, Phase.COPYING_DISKS);

        report(Phase.COPYING_DISKS, 10);
        verify(changes, times(1)).during(any(), any());
        now = now.plusMillis(1_999);
        report(Phase.COPYING_DISKS, 11);
        verify(changes, times(1)).during(any(), any());
        verify(broadcast, times(1)).progress(eq(id), any());

        now = now.plusMillis(2);
        report(Phase.COPYING_DISKS, 12);
        verify(changes, times(2)).during(any(), any());
    }

    @Test
    void progressIsStoredAlsoAfterTheClockWasSetBack() {
        known(ImportState.CONVERTING, Phase.COPYING_DISKS);
        report(Phase.COPYING_DISKS, 10);

        now = now.minus(Duration.ofHours(1));
        report(Phase.COPYING_DISKS, 11);

        verify(changes, times(2)).during(any(), any());
    }

    @Test
    void withManyImportsThatRunProgressIsStoredLessOften() {
        when(board.onHosts()).thenAnswer(asked -> Stream.generate(
                        () -> TestingSnapshot.of(ImportState.CONVERTING).taken())
                .limit(1_000));
        known(ImportState.CONVERTING, Phase.COPYING_DISKS);

        report(Phase.COPYING_DISKS, 10);
        now = now.plusSeconds(19);
        report(Phase.COPYING_DISKS, 11);
        verify(changes, times(1)).during(any(), any());
        verify(broadcast, times(1)).progress(eq(id), any());

        now = now.plusSeconds(2);
        report(Phase.COPYING_DISKS, 12);
        verify(changes, times(2)).during(any(), any());
    }

    @Test
    void anotherPhaseIsStoredAtOnce() {
        known(ImportState.CONVERTING, Phase.COPYING_DISKS);
        report(Phase.COPYING_DISKS, 99);

        report(Phase.WRITING_METADATA, 99);
        verify(changes, times(2)).during(any(), any());
    }

    @Test
    void aJobThatWasLostBeforeItBeganIsBegunAgainButNotForEver() {
        known(ImportState.STARTING, Phase.PREFLIGHT);

        now = STARTED.plus(Duration.ofMinutes(9));
        fail(LOST);
        verify(starter).start(id);
        verifyNoInteractions(ending);

        now = STARTED.plus(Duration.ofMinutes(11));
        fail(LOST);
        verify(starter, times(1)).start(any());
        verify(ending).failOrPassOver(any(), eq(LOST));
    }

    @Test
    void aJobThatWasLostWhileItCopiedIsNotBegunAgainHere() {
        known(ImportState.CONVERTING, Phase.COPYING_DISKS);

        fail(LOST);

        verify(starter, never()).start(any());
        verify(ending).failOrPassOver(any(), eq(LOST));
    }

    @Test
    void aReportOfAJobThatNoImportHasOrWhoseImportWaitsIsNotHeard() {
        when(board.findByJob(id)).thenReturn(Optional.empty());
        report(Phase.COPYING_DISKS, 10);
        known(ImportState.QUEUED, Phase.PREFLIGHT);
        report(Phase.COPYING_DISKS, 10);
        fail(LOST);

        verifyNoInteractions(changes, broadcast, starter, finisher, ending);
    }

    private void known(ImportState state, Phase phase) {
        ImportSnapshot snapshot = TestingSnapshot.of(state)
                .id(id)
                .times(new ImportTimes(STARTED, null, STARTED, null))
                .taken()
                .with(new ImportProgress(phase, "", 0, List.of(), List.of(), null));
        assertThat(snapshot.jobId()).isEqualTo(id);
        when(board.findByJob(id)).thenReturn(Optional.of(snapshot));
        when(changes.during(any(), any())).thenReturn(Optional.of(snapshot));
    }

    private void report(Phase phase, int percent) {
        reports.accept(job(JobStatus.COPYING_DISK, phase, percent, null));
    }

    private void fail(Failure failure) {
        reports.accept(job(JobStatus.ERROR, Phase.FINISHED, 0, failure));
    }

    private JobReport job(JobStatus status, Phase phase, int percent, Failure failure) {
        return JobReportBuilder.builder()
                .id(id)
                .vmName("web")
                .status(status)
                .phase(phase)
                .description("")
                .progress(percent)
                .failure(failure)
                .build();
    }
}
