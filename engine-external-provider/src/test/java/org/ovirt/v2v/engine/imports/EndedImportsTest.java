package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many dashboards are open, what has ended is read from the database once after each change. */
class EndedImportsTest {
    private static final Instant NOW = Instant.parse("2030-05-06T12:00:00Z");
    private static final Instant DAY_AGO = NOW.minus(ImportDay.LENGTH);

    private final ImportHistory history = mock(ImportHistory.class);
    private final ImportBoard board = new ImportBoard();
    private final EndedImports imports = new EndedImports(history, board);

    @BeforeEach
    void oneHasEnded() {
        when(history.endedSince(any(), anyInt())).thenReturn(List.of(ended(NOW.minusSeconds(60))));
    }

    @Test
    void manyWhoAskAreAnsweredByOneLook() {
        for (int second = 0; second < 20; second++) {
            assertThat(imports.since(DAY_AGO.plusSeconds(second), NOW.plusSeconds(second)))
                    .hasSize(1);
        }

        assertLooks(1);
    }

    @Test
    void anImportThatEndsIsSeenAtOnce() {
        imports.since(DAY_AGO, NOW);
        when(history.endedSince(any(), anyInt())).thenReturn(List.of(ended(NOW.minusSeconds(60)), ended(NOW)));

        board.show(ended(NOW));

        assertThat(imports.since(DAY_AGO, NOW)).hasSize(2);
        assertLooks(2);
    }

    @Test
    void oneThatIsTriedAgainCountsNoMore() {
        imports.since(DAY_AGO, NOW);

        board.show(TestingSnapshot.of(ImportState.QUEUED).taken());

        imports.since(DAY_AGO, NOW);
        assertLooks(2);
    }

    @Test
    void thoseUnderWayCostNothing() {
        imports.since(DAY_AGO, NOW);

        board.show(TestingSnapshot.of(ImportState.CONVERTING).taken());

        imports.since(DAY_AGO, NOW);
        assertLooks(1);
    }

    @Test
    void aChangeThatNobodyToldOfIsSeenSoon() {
        imports.since(DAY_AGO, NOW);

        imports.since(DAY_AGO.plus(Duration.ofMinutes(2)), NOW.plus(Duration.ofMinutes(2)));

        assertLooks(2);
    }

    @Test
    void aLongerTimeIsLookedAtAnew() {
        imports.since(DAY_AGO, NOW);

        imports.since(DAY_AGO.minusSeconds(1), NOW);

        assertLooks(2);
    }

    @Test
    void whatIsOlderByNowIsLeftOut() {
        when(history.endedSince(any(), anyInt())).thenReturn(List.of(ended(DAY_AGO.plusSeconds(10))));

        assertThat(imports.since(DAY_AGO, NOW)).hasSize(1);
        assertThat(imports.since(DAY_AGO.plusSeconds(30), NOW.plusSeconds(30))).isEmpty();
        assertLooks(1);
    }

    private void assertLooks(int wanted) {
        verify(history, times(wanted)).endedSince(any(), anyInt());
    }

    private static ImportSnapshot ended(Instant end) {
        return TestingSnapshot.of(ImportState.SUCCEEDED)
                .times(ImportTimes.created(DAY_AGO, Optional.empty())
                        .started(DAY_AGO)
                        .ended(end))
                .taken();
    }
}
