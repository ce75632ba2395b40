package org.ovirt.v2v.engine.imports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.imports.CurrentAttempt;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTimes;
import org.ovirt.v2v.engine.imports.QueueEntry;
import org.ovirt.v2v.engine.imports.RetryPolicy;
import org.ovirt.v2v.engine.imports.TestingSnapshot;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

class QueueOrderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<ImportSnapshot> active = new ArrayList<>();
    private final ImportBoard board = mock(ImportBoard.class);
    private final Clock clock = mock(Clock.class);
    private final QueueOrder order = new QueueOrder(board, usualPolicy(), clock);

    @Test
    void theOldestBeginsFirstIfNothingElseCounts() {
        queued("a1", "anna", 50);
        queued("a2", "anna", 50);
        assertThat(order()).containsExactly("a1", "a2");
    }

    @Test
    void aHigherPriorityBeginsFirst() {
        queued("low", "anna", 10);
        queued("usual", "bob", 50);
        queued("high", "anna", 90);
        assertThat(order()).containsExactly("high", "usual", "low");
    }

    @Test
    void ownersTakeTurnsSoThatALargeBatchDoesNotKeepOthersWaiting() {
        queued("a1", "anna", 50);
        queued("a2", "anna", 50);
        queued("a3", "anna", 50);
        queued("b1", "bob", 50);
        queued("b2", "bob", 50);
        assertThat(order()).containsExactly("a1", "b1", "a2", "b2", "a3");
    }

    @Test
    void whatAnOwnerHasRunningCountsAsTurnsTaken() {
        active.add(at(
                "a0", "anna", ImportState.CONVERTING, QueueEntry.of(50), ImportTimes.created(NOW, Optional.empty())));
        queued("a1", "anna", 50);
        queued("b1", "bob", 50);
        queued("b2", "bob", 50);
        assertThat(order()).containsExactly("b1", "a1", "b2");
    }

    @Test
    void whatIsPausedOrToBeginLaterTakesNoTurn() {
        ImportTimes later = ImportTimes.created(NOW, Optional.of(NOW.plusSeconds(1)));
        ImportTimes due = ImportTimes.created(NOW, Optional.of(NOW));
        active.add(at("paused", "anna", ImportState.QUEUED, QueueEntry.of(99).withPaused(true), due));
        active.add(at("later", "anna", ImportState.QUEUED, QueueEntry.of(50), later));
        active.add(at("due", "anna", ImportState.QUEUED, QueueEntry.of(50), due));
        queued("b1", "bob", 50);

        assertThat(order()).containsExactly("due", "b1");
    }

    @Test
    void theOrderHoldsUntilTheQueueChangesOrATimeComes() {
        when(board.active()).thenAnswer(call -> List.copyOf(active));
        when(clock.instant()).thenReturn(NOW);
        queued("first", "anna", 50);
        ImportTimes later = ImportTimes.created(NOW, Optional.of(NOW.plusSeconds(60)));
        active.add(at("late", "anna", ImportState.QUEUED, QueueEntry.of(50), later));
        List<ImportSnapshot> one = order.now();
        assertThat(one).extracting(ImportSnapshot::name).containsExactly("first");
        when(clock.instant()).thenReturn(NOW.plusSeconds(59));
        assertThat(order.now()).isSameAs(one);

        when(clock.instant()).thenReturn(NOW.plusSeconds(60));
        assertThat(order.now()).extracting(ImportSnapshot::name).containsExactlyInAnyOrder("first", "late");
        queued("more", "anna", 50);
        assertThat(order.now()).hasSize(2);
        when(board.queueChanges()).thenReturn(1L);
        assertThat(order.now()).hasSize(3);
        active.remove(2);

        when(clock.instant()).thenReturn(NOW); // set back
        assertThat(order.now()).extracting(ImportSnapshot::name).containsExactly("first");
    }

    /** The second retry waits for a minute, or five if it was turned away, on any of several engines whose clocks differ by seconds. */
    @Test
    void aClockThatIsSetBackKeepsNoRetryWaiting() {
        for (int seconds : new int[] {60, 65, 300, 7_200}) {
            active.add(TestingSnapshot.of(ImportState.QUEUED)
                    .name("retry in " + seconds)
                    .attempt(new CurrentAttempt(3, UUID.randomUUID(), 2))
                    .lastFailure(Failure.of(FailureCode.JOB_LOST, "gone"))
                    .times(ImportTimes.created(NOW, Optional.of(NOW.plusSeconds(seconds))))
                    .taken());
        }
        active.add(at(
                "wanted then",
                "anna",
                ImportState.QUEUED,
                QueueEntry.of(50),
                ImportTimes.created(NOW, Optional.of(NOW.plusSeconds(7_200)))));

        assertThat(order()).containsExactly("retry in 7200");
    }

    private static RetryPolicy usualPolicy() {
        return new RetryPolicy(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ImportSettings.class)
                .build()
                .getConfigMapping(ImportSettings.class));
    }

    private List<String> order() {
        return order.of(active, NOW).stream().map(ImportSnapshot::name).toList();
    }

    private void queued(String name, String owner, int priority) {
        active.add(at(
                name, owner, ImportState.QUEUED, QueueEntry.of(priority), ImportTimes.created(NOW, Optional.empty())));
    }

    private static ImportSnapshot at(
            String name, String owner, ImportState state, QueueEntry queue, ImportTimes times) {
        return TestingSnapshot.of(state)
                .name(name)
                .owner(owner)
                .queue(queue)
                .times(times)
                .taken();
    }
}
