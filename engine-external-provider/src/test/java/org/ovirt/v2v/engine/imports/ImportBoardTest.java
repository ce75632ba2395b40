package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the board shows when states of an import come in from several engines, in any order. */
class ImportBoardTest {
    private static final UUID ID = UUID.randomUUID();

    private final ImportBoard board = new ImportBoard();
    private final List<ImportSnapshot> told = new ArrayList<>();

    @Test
    void anOlderStateIsNoNews() {
        board.listen(told::add);
        assertThat(board.show(at(3, ImportState.CONVERTING))).isTrue();
        assertThat(board.show(at(2, ImportState.STARTING))).isFalse();
        assertThat(board.show(at(3, ImportState.CONVERTING))).isFalse();
        assertThat(board.find(ID)).map(ImportSnapshot::state).contains(ImportState.CONVERTING);
        assertThat(told).hasSize(1);
    }

    @Test
    void whatTheDatabaseHasLostIsTakenBack() {
        CurrentAttempt first = CurrentAttempt.first(ID);
        CurrentAttempt second = first.next();
        board.show(at(5, ImportState.CONVERTING, second));
        board.listen(told::add);

        board.takeBack(at(2, ImportState.QUEUED, first), 4);
        assertThat(told).as("another one is shown by now").isEmpty();

        board.takeBack(at(2, ImportState.QUEUED, first), 5);
        assertThat(told).extracting(ImportSnapshot::state).containsExactly(ImportState.QUEUED);
        assertThat(board.version(ID)).contains(2);
        assertThat(board.findByJob(second.jobId())).isEmpty();
        assertThat(board.findByJob(first.jobId())).isPresent();
        assertThat(board.onHosts()).isEmpty();
        assertThat(board.show(at(3, ImportState.STARTING, first))).isTrue();
    }

    @Test
    void anEndThatTheDatabaseHasLostIsTakenBack() {
        board.show(at(5, ImportState.FAILED));
        assertThat(board.version(ID)).contains(5);

        board.takeBack(at(4, ImportState.CONVERTING), 5);
        assertThat(board.find(ID)).map(ImportSnapshot::state).contains(ImportState.CONVERTING);

        board.takeBack(at(3, ImportState.CANCELLED), 4);
        assertThat(board.active()).isEmpty();
        assertThat(board.version(ID)).contains(3);
    }

    @Test
    void anImportThatHasEndedDoesNotComeBack() {
        board.show(at(3, ImportState.CONVERTING));
        assertThat(board.show(at(4, ImportState.FAILED))).isTrue();
        assertThat(board.show(at(3, ImportState.CONVERTING))).isFalse();
        assertThat(board.show(at(4, ImportState.FAILED))).isFalse();
        assertThat(board.active()).isEmpty();
        assertThat(board.show(at(5, ImportState.QUEUED)))
                .as("unless it was begun anew")
                .isTrue();
        assertThat(board.active()).hasSize(1);
    }

    @Test
    void whoeverHearsOfAChangeFindsItOnTheBoard() {
        List<ImportState> found = new ArrayList<>();
        board.listen(changed -> found.add(CompletableFuture.supplyAsync(
                        () -> board.find(changed.id()).orElseThrow().state())
                .join()));
        board.show(at(1, ImportState.QUEUED));
        board.show(at(2, ImportState.STARTING));
        assertThat(found).containsExactly(ImportState.QUEUED, ImportState.STARTING);
    }

    @Test
    void whoeverLooksForThoseOnHostsFindsEachFromItsStartToItsEnd() {
        List<Long> found = new ArrayList<>();
        board.listen(changed -> found.add(board.onHosts().count()));
        board.show(at(1, ImportState.QUEUED));
        board.show(at(2, ImportState.STARTING));
        board.show(at(3, ImportState.QUEUED));
        board.show(at(4, ImportState.CONVERTING));
        board.progress(ID, new ImportProgress(null, "copying", 40, List.of(), List.of(), null));
        board.show(at(5, ImportState.SUCCEEDED));
        assertThat(found).containsExactly(0L, 1L, 0L, 1L, 1L, 0L);
    }

    @Test
    void progressThatIsNotStoredIsNotTakenBackByWhatIs() {
        board.show(at(3, ImportState.CONVERTING));
        board.progress(ID, new ImportProgress(null, "copying", 40, List.of(), List.of(), null));
        board.show(at(4, ImportState.CONVERTING));
        assertThat(board.find(ID).orElseThrow().progress().percent()).isEqualTo(40);
    }

    @Test
    void whatIsToldOfAnEarlierAttemptIsNotShown() {
        CurrentAttempt first = CurrentAttempt.first(ID);
        CurrentAttempt second = first.next();
        board.show(at(3, ImportState.CONVERTING, first));
        board.progress(first.jobId(), new ImportProgress(null, "copying", 40, List.of(), List.of(), null));
        board.show(at(4, ImportState.QUEUED, second));

        board.progress(first.jobId(), new ImportProgress(null, "copying", 50, List.of(), List.of(), null));

        assertThat(board.find(ID).orElseThrow().progress().percent()).isZero();
        assertThat(board.findByJob(first.jobId())).isEmpty();
        assertThat(board.findByJob(second.jobId())).isPresent();
        board.show(at(5, ImportState.CANCELLED, second));
        assertThat(board.findByJob(second.jobId())).isEmpty();
    }

    @Test
    void aMoveIsCountedOnceItCanBeSeen() {
        AtomicLong told = new AtomicLong();
        board.listen(shown -> told.set(board.moves()));
        board.show(at(1, ImportState.QUEUED));
        assertThat(board.moves()).isEqualTo(1);
        assertThat(told).hasValue(1);

        board.progress(ID, new ImportProgress(null, "waiting", 0, List.of(), List.of(), null));
        assertThat(board.moves()).isEqualTo(1);
        board.show(at(2, ImportState.STARTING));
        assertThat(board.moves()).isEqualTo(2);
    }

    @Test
    void theQueueChangesWithWhatWaitsAndWithWhatItsOwnersHaveUnderWay() {
        long before = board.queueChanges();
        board.show(at(1, ImportState.QUEUED));
        long queued = board.queueChanges();
        board.show(at(2, ImportState.STARTING));
        long started = board.queueChanges();
        board.show(at(3, ImportState.CONVERTING));
        long converting = board.queueChanges();
        board.show(at(4, ImportState.SUCCEEDED));

        assertThat(queued).isGreaterThan(before);
        assertThat(started).isGreaterThan(queued);
        assertThat(converting).as("it stands no longer in the queue").isEqualTo(started);
        assertThat(board.queueChanges()).isGreaterThan(converting);
    }

    @Test
    void whatIsActiveIsTheOldestFirstHoweverTheyComeAndGo() {
        ImportSnapshot oldest = created(1);
        ImportSnapshot middle = created(2);
        ImportSnapshot youngest = created(3);
        board.show(youngest);
        board.show(oldest);
        assertThat(board.active()).containsExactly(oldest, youngest);

        board.show(middle);
        assertThat(board.active()).containsExactly(oldest, middle, youngest);

        board.remove(oldest.id());
        assertThat(board.active()).containsExactly(middle, youngest);
        board.progress(middle.jobId(), new ImportProgress(null, "copying", 40, List.of(), List.of(), null));
        assertThat(board.active())
                .first()
                .extracting(each -> each.progress().percent())
                .isEqualTo(40);
    }

    private static ImportSnapshot created(long second) {
        return TestingSnapshot.of(ImportState.QUEUED)
                .version(1)
                .times(ImportTimes.created(Instant.ofEpochSecond(second), Optional.empty()))
                .taken();
    }

    private static ImportSnapshot at(int version, ImportState state) {
        return at(version, state, CurrentAttempt.first(ID));
    }

    private static ImportSnapshot at(int version, ImportState state, CurrentAttempt attempt) {
        return TestingSnapshot.of(state)
                .id(ID)
                .version(version)
                .attempt(attempt)
                .taken();
    }
}
