package org.ovirt.v2v.engine.imports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.RetryPolicy;
import org.ovirt.v2v.engine.imports.TestingSnapshot;

class QueuePlacesTest {
    private final ImportBoard board = mock(ImportBoard.class);
    private final ImportRepository imports = mock(ImportRepository.class);
    private final QueuePause pause = mock(QueuePause.class);
    private final Clock clock = mock(Clock.class);
    private final QueuePlaces places =
            new QueuePlaces(board, new QueueOrder(board, mock(RetryPolicy.class), clock), imports, pause, clock);
    private final ImportSnapshot first = TestingSnapshot.of(ImportState.QUEUED).taken();
    private final ImportSnapshot second = TestingSnapshot.of(ImportState.QUEUED).taken();
    private Instant now = Instant.parse("2026-01-02T12:00:00Z");

    @BeforeEach
    void twoWait() {
        when(clock.instant()).thenAnswer(call -> now);
        when(board.active()).thenReturn(List.of(first, second));
        when(board.onHosts()).thenAnswer(call -> Stream.empty());
        when(imports.page(any(), any(), anyInt(), anyInt())).thenReturn(List.of());
    }

    @Test
    void importsHavePlacesFromOneOn() {
        assertThat(places.now().get(first.id()).number()).isEqualTo(1);
        assertThat(places.now().get(second.id())).isEqualTo(new QueuePlace(2, Optional.empty()));
    }

    @Test
    void whatHasBeenCountedServesOthersUntilAnImportMovesOrTimePasses() {
        for (int list = 0; list < 10; list++) {
            places.now();
        }
        verify(board, times(1)).onHosts();

        when(board.moves()).thenReturn(1L);
        places.now();
        verify(board, times(2)).onHosts();

        now = now.plusMillis(1_001);
        places.now();
        verify(board, times(3)).onHosts();
    }

    @Test
    void whatWasCountedBeforeTheClockWasSetBackServesNobody() {
        places.now();
        now = now.minusSeconds(7_200);
        places.now();
        verify(board, times(2)).onHosts();
    }

    @Test
    void placesOfThousandsAreCountedOnceInFiveSecondsWhateverMoves() {
        List<ImportSnapshot> many = Stream.generate(
                        () -> TestingSnapshot.of(ImportState.QUEUED).taken())
                .limit(2_000)
                .toList();
        when(board.active()).thenReturn(many);
        for (long move = 0; move < 10; move++) {
            when(board.moves()).thenReturn(move);
            places.now();
        }
        verify(board, times(1)).onHosts();

        now = now.plusMillis(5_001);
        places.now();
        verify(board, times(2)).onHosts();
    }
}
