package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.Phase;

/** What the page that is seen first says of the last day. */
class ImportDayTest {
    private static final Instant NOW = Instant.parse("2030-05-06T00:07:30Z");
    private static final long GIB = 1L << 30;

    @Test
    void whatWasCopiedCountsWhenItWasCopied() {
        ImportSnapshot over = copied(ImportState.SUCCEEDED, 90, Optional.of(30), 60, 100);
        ImportSnapshot under = copied(ImportState.CONVERTING, 10, Optional.empty(), 20, 50);

        ImportDay day = ImportDay.of(NOW.minus(ImportDay.LENGTH), List.of(over), List.of(under), NOW);

        assertThat(day.hour())
                .hasSize(12)
                .first()
                .extracting(ImportDay.Copied::from)
                .isEqualTo(Instant.parse("2030-05-05T23:10:00Z"));
        assertThat(day.hour())
                .last()
                .extracting(ImportDay.Copied::from)
                .isEqualTo(Instant.parse("2030-05-06T00:05:00Z"));
        assertThat(day.hour().stream().mapToLong(ImportDay.Copied::bytes).sum())
                .as("27.5 of the hour's minutes at a GiB each, and half of 20 GiB")
                .isEqualTo(27 * GIB + GIB / 2 + 10 * GIB);
        assertThat(day.day()).hasSize(24);
        assertThat(day.day().stream().mapToLong(ImportDay.Copied::bytes).sum()).isEqualTo(70 * GIB);
        assertThat(day.day()).last().extracting(ImportDay.Copied::bytes).isEqualTo(10 * GIB * 3 / 4);
    }

    @Test
    void failuresAreCountedByTheirCause() {
        ImportDay day = ImportDay.of(
                NOW.minus(ImportDay.LENGTH),
                List.of(
                        failed("one", FailureCode.DOMAIN_FULL),
                        failed("two", FailureCode.SOURCE_UNREACHABLE),
                        failed("three", FailureCode.DOMAIN_FULL),
                        copied(ImportState.SUCCEEDED, 90, Optional.of(30), 60, 100)),
                List.of(),
                NOW);

        assertThat(day.failures())
                .extracting(ImportDay.Cause::code, ImportDay.Cause::count, cause -> cause.latest()
                        .name())
                .containsExactly(
                        tuple(FailureCode.DOMAIN_FULL, 2, "three"), tuple(FailureCode.SOURCE_UNREACHABLE, 1, "two"));
        assertThat(day.ended())
                .containsEntry(ImportState.FAILED, 3)
                .containsEntry(ImportState.SUCCEEDED, 1)
                .containsEntry(ImportState.CANCELLED, 0);
    }

    private static ImportSnapshot failed(String name, FailureCode code) {
        return TestingSnapshot.of(ImportState.FAILED)
                .name(name)
                .lastFailure(Failure.of(code, "It did not work."))
                .taken();
    }

    private static ImportSnapshot copied(
            ImportState state, int startedMinutesAgo, Optional<Integer> endedMinutesAgo, int gib, int percent) {
        ImportTimes times = ImportTimes.created(NOW.minus(Duration.ofDays(2)), Optional.empty())
                .started(NOW.minus(Duration.ofMinutes(startedMinutesAgo)));
        return TestingSnapshot.of(state)
                .times(endedMinutesAgo
                        .map(ago -> times.ended(NOW.minus(Duration.ofMinutes(ago))))
                        .orElse(times))
                .taken()
                .with(new ImportProgress(
                        Phase.COPYING_DISKS,
                        "",
                        percent,
                        List.of(new DiskProgress(1, gib * GIB, percent)),
                        List.of(),
                        null));
    }
}
