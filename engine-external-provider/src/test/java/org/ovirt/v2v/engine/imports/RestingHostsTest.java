package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.TestingClock;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.Phase;

/** When imports begin where others have failed. */
class RestingHostsTest {
    private static final NamedId PROVIDER = new NamedId(UUID.randomUUID(), "vcenter");
    private static final NamedId HOST = new NamedId(UUID.randomUUID(), "proxy1");
    private static final UUID OTHER = UUID.randomUUID();

    private final TestingClock clock = new TestingClock();
    private final RestingHosts resting = new RestingHosts(Duration.ofSeconds(30), clock);

    @Test
    void onlyTheHostWhereItFailedAndOnlyThatSourceRest() {
        resting.heard(failed(UUID.randomUUID()));

        assertThat(mayTry()).isFalse();
        assertThat(resting.mayTry(PROVIDER.id(), OTHER)).isTrue();
        assertThat(resting.mayTry(OTHER, HOST.id())).isTrue();
        assertThat(resting.isUnreached(PROVIDER.id())).isTrue();
        assertThat(resting.isUnreached(OTHER)).isFalse();
    }

    @Test
    void oneImportTriesAfterPausesThatGrow() {
        resting.heard(failed(UUID.randomUUID()));
        // had begun before
        resting.heard(failed(UUID.randomUUID()));

        for (long seconds : List.of(30, 60, 120, 240, 300, 300)) {
            pass(seconds - 1);
            assertThat(mayTry()).isFalse();
            pass(1);
            assertThat(mayTry()).isTrue();
            ImportSnapshot probe = failed(UUID.randomUUID());
            resting.tries(probe, HOST.id());
            assertThat(mayTry()).isFalse();
            resting.heard(probe);
        }
    }

    @Test
    void oneThatGetsThroughLetsTheOthersBegin() {
        ImportSnapshot before = converting(clock.instant());
        pass(1);
        resting.heard(failed(UUID.randomUUID()));
        resting.heard(before);
        assertThat(mayTry()).isFalse();

        pass(30);
        resting.heard(converting(clock.instant()));

        assertThat(mayTry()).isTrue();
        assertThat(resting.isUnreached(PROVIDER.id())).isFalse();
    }

    @Test
    void aProbeThatEndsOtherwiseMakesWayForAnother() {
        resting.heard(failed(UUID.randomUUID()));
        pass(30);
        ImportSnapshot probe = at(ImportState.CANCELLED).taken();
        resting.tries(probe, HOST.id());
        assertThat(mayTry()).isFalse();

        resting.heard(probe);

        assertThat(mayTry()).isTrue();
        assertThat(resting.isUnreached(PROVIDER.id())).isTrue();
    }

    @Test
    void aHostThatFailsOneAfterTheOtherByItselfRestsForAllSources() {
        resting.heard(passedOver());
        resting.heard(passedOver());
        assertThat(mayTry()).isTrue();
        resting.heard(passedOver());
        assertThat(mayTry()).isFalse();
        assertThat(resting.mayTry(OTHER, HOST.id())).isFalse();
        assertThat(resting.isUnreached(PROVIDER.id())).isFalse();

        pass(30);
        ImportSnapshot probe = passedOver();
        resting.tries(probe, HOST.id());
        resting.heard(probe);
        pass(59);
        assertThat(mayTry()).isFalse();
        pass(1);
        assertThat(mayTry()).isTrue();

        resting.heard(converting(clock.instant()));
        resting.heard(passedOver());
        assertThat(mayTry()).isTrue();
    }

    @Test
    void aHostWithoutRoomRestsForAllSourcesUntilOneGetsThrough() {
        resting.heard(failed(UUID.randomUUID(), FailureCode.HOST_BUSY));
        assertThat(mayTry()).isFalse();
        assertThat(resting.mayTry(OTHER, HOST.id())).isFalse();
        assertThat(resting.mayTry(PROVIDER.id(), OTHER)).isTrue();
        assertThat(resting.isUnreached(PROVIDER.id(), HOST.id())).isFalse();

        pass(30);
        ImportSnapshot probe = failed(UUID.randomUUID(), FailureCode.TEMPORARY_SPACE);
        resting.tries(probe, HOST.id());
        resting.heard(probe);
        pass(59);
        assertThat(mayTry()).isFalse();
        pass(1);
        resting.heard(converting(clock.instant()));
        resting.heard(passedOver());
        assertThat(mayTry()).isTrue();
    }

    @Test
    void whatWaitsAndIsChangedHasNotFailedOnceMore() {
        ImportSnapshot putOff = failed(UUID.randomUUID(), FailureCode.HOST_BUSY);
        resting.heard(putOff);
        pass(30);
        resting.heard(converting(clock.instant()));
        assertThat(mayTry()).isTrue();

        // with another priority
        resting.heard(putOff);

        assertThat(mayTry()).isTrue();
        // its next attempt has failed, too
        resting.heard(at(ImportState.QUEUED)
                .id(putOff.id())
                .attempt(new CurrentAttempt(3, UUID.randomUUID(), 0))
                .waitingFor(WaitReason.START_TIME)
                .lastFailure(Failure.of(FailureCode.HOST_BUSY, "not now"))
                .taken());
        assertThat(mayTry()).isFalse();
    }

    @Test
    void aClockThatIsSetBackLetsNobodyRestForLonger() {
        resting.heard(failed(UUID.randomUUID()));
        pass(-7_200);
        assertThat(mayTry()).isTrue();

        resting.heard(converting(clock.instant()));
        assertThat(resting.isUnreached(PROVIDER.id())).isFalse();
    }

    private boolean mayTry() {
        return resting.mayTry(PROVIDER.id(), HOST.id());
    }

    private void pass(long seconds) {
        clock.pass(Duration.ofSeconds(seconds));
    }

    private static ImportSnapshot failed(UUID id) {
        return failed(id, FailureCode.SOURCE_UNREACHABLE);
    }

    private static ImportSnapshot failed(UUID id, FailureCode code) {
        return at(ImportState.QUEUED)
                .id(id)
                .waitingFor(WaitReason.START_TIME)
                .lastFailure(Failure.of(code, "not now"))
                .taken();
    }

    private static ImportSnapshot passedOver() {
        return at(ImportState.QUEUED)
                .lastFailure(Failure.of(FailureCode.INTERNAL, "the disk is full"))
                .taken();
    }

    private static ImportSnapshot converting(Instant started) {
        return at(ImportState.CONVERTING)
                .times(new ImportTimes(started, null, started, null))
                .taken()
                .with(new ImportProgress(Phase.COPYING_DISKS, "", 1, List.of(), List.of(), null));
    }

    private static TestingSnapshot at(ImportState state) {
        return TestingSnapshot.of(state)
                .source(PROVIDER, "vpx://vcenter.example")
                .placement(ImportPlacement.of(HOST, false));
    }
}
