package org.ovirt.v2v.engine.imports.run;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.imports.ImportProgress;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTimes;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.TestingSnapshot;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.engine.imports.run.QueueForecast.Past;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.Phase;

class QueueForecastTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long GIB = 1L << 30;
    private static final Duration USUAL = Duration.ofMinutes(10);

    @Test
    void nothingIsSaidBeforeEnoughHaveSucceeded() {
        assertThat(begins(nCopies(4, new Past(0, USUAL)), List.of(running(0, Duration.ZERO)), queued(0)))
                .isEmpty();
    }

    @Test
    void nothingIsSaidWhileNoneRuns() {
        assertThat(begins(nCopies(5, new Past(0, USUAL)), List.of(), queued(0))).isEmpty();
    }

    @Test
    void eachBeginsWhenOneBeforeItIsLikelyToEnd() {
        List<ImportSnapshot> running = List.of(running(0, Duration.ofMinutes(4)), running(0, Duration.ofMinutes(9)));

        assertThat(begins(nCopies(5, new Past(0, USUAL)), running, queued(0), queued(0), queued(0)))
                .containsExactly(inMinutes(1), inMinutes(6), inMinutes(11));
    }

    @Test
    void oneThatTakesLongerThanUsualIsTakenToEndAtAnyTime() {
        assertThat(begins(nCopies(5, new Past(0, USUAL)), List.of(running(0, Duration.ofHours(1))), queued(0)))
                .containsExactly(NOW);
    }

    @Test
    void largeMachinesTakeLonger() {
        List<Past> lately = nCopies(5, new Past(10 * GIB, USUAL));

        assertThat(begins(
                        lately, List.of(running(20 * GIB, Duration.ZERO)), queued(100 * GIB), queued(GIB), queued(GIB)))
                .containsExactly(inMinutes(20), inMinutes(120), inMinutes(130));
    }

    @Test
    void oneOutlierDoesNotSpoilTheEstimate() {
        List<Past> lately = List.of(
                new Past(0, USUAL),
                new Past(0, USUAL),
                new Past(0, Duration.ofDays(2)),
                new Past(0, USUAL),
                new Past(0, USUAL));

        assertThat(begins(lately, List.of(running(0, Duration.ZERO)), queued(0)))
                .containsExactly(inMinutes(10));
    }

    @Test
    void nothingIsSaidOfOneThatWaitsForSpaceAndOthersAreNotThoughtToWaitForIt() {
        ImportSnapshot stuck = TestingSnapshot.of(ImportState.QUEUED)
                .waitingFor(WaitReason.STORAGE_DOMAIN_SPACE)
                .taken();

        assertThat(begins(nCopies(5, new Past(0, USUAL)), List.of(running(0, Duration.ZERO)), stuck, queued(0)))
                .containsExactly(inMinutes(10));
    }

    @Test
    void oneThatStandsStillIsNoPlaceThatBecomesFree() {
        ImportSnapshot obstructed = running(0, Duration.ofHours(1))
                .with(new ImportProgress(
                        Phase.COPYING_DISKS,
                        "",
                        50,
                        List.of(),
                        List.of(),
                        Failure.of(FailureCode.CONVERSION_STALLED, "It stands still.")));
        ImportSnapshot silent = TestingSnapshot.of(ImportState.CONVERTING)
                .times(new ImportTimes(NOW, null, NOW, null))
                .unreachableSince(NOW)
                .taken();

        assertThat(begins(nCopies(5, new Past(0, USUAL)), List.of(obstructed, silent), queued(0)))
                .isEmpty();
        assertThat(begins(
                        nCopies(5, new Past(0, USUAL)),
                        List.of(obstructed, running(0, Duration.ofMinutes(4))),
                        queued(0),
                        queued(0)))
                .containsExactly(inMinutes(6), inMinutes(16));
    }

    private static List<Instant> begins(List<Past> lately, List<ImportSnapshot> running, ImportSnapshot... queued) {
        Map<UUID, Instant> begins = new QueueForecast(lately).begins(List.of(queued), running, NOW);
        return Stream.of(queued)
                .map(each -> begins.get(each.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Instant inMinutes(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private static ImportSnapshot running(long bytes, Duration since) {
        Instant started = NOW.minus(since);
        return TestingSnapshot.of(ImportState.CONVERTING)
                .into(somewhere(), bytes)
                .times(new ImportTimes(started, null, started, null))
                .taken();
    }

    private static ImportSnapshot queued(long bytes) {
        return TestingSnapshot.of(ImportState.QUEUED).into(somewhere(), bytes).taken();
    }

    private static NamedId somewhere() {
        return new NamedId(UUID.randomUUID(), "export");
    }
}
