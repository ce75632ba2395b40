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

/** When imports begin whose source has not answered others. */
class UnreachedSourcesTest {
    private static final NamedId PROVIDER = new NamedId(UUID.randomUUID(), "vcenter");
    private static final NamedId HOST = new NamedId(UUID.randomUUID(), "proxy1");
    private static final UUID OTHER = UUID.randomUUID();

    private final TestingClock clock = new TestingClock();
    private final UnreachedSources unreached = new UnreachedSources(Duration.ofSeconds(30), clock);

    @Test
    void onlyTheHostWhereItFailedAndOnlyThatSourceRest() {
        unreached.heard(failed(UUID.randomUUID()));

        assertThat(mayTry()).isFalse();
        assertThat(unreached.mayTry(PROVIDER.id(), OTHER)).isTrue();
        assertThat(unreached.mayTry(OTHER, HOST.id())).isTrue();
        assertThat(unreached.isDoubtful(PROVIDER.id())).isTrue();
        assertThat(unreached.isDoubtful(OTHER)).isFalse();
    }

    @Test
    void oneImportTriesAfterPausesThatGrow() {
        unreached.heard(failed(UUID.randomUUID()));
        // had begun before
        unreached.heard(failed(UUID.randomUUID()));

        for (long seconds : List.of(30, 60, 120, 240, 300, 300)) {
            pass(seconds - 1);
            assertThat(mayTry()).isFalse();
            pass(1);
            assertThat(mayTry()).isTrue();
            ImportSnapshot probe = failed(UUID.randomUUID());
            unreached.tries(probe, HOST.id());
            assertThat(mayTry()).isFalse();
            unreached.heard(probe);
        }
    }

    @Test
    void oneThatGetsThroughLetsTheOthersBegin() {
        ImportSnapshot before = converting(clock.instant());
        pass(1);
        unreached.heard(failed(UUID.randomUUID()));
        unreached.heard(before);
        assertThat(mayTry()).isFalse();

        pass(30);
        unreached.heard(converting(clock.instant()));

        assertThat(mayTry()).isTrue();
        assertThat(unreached.isDoubtful(PROVIDER.id())).isFalse();
    }

    @Test
    void aProbeThatEndsOtherwiseMakesWayForAnother() {
        unreached.heard(failed(UUID.randomUUID()));
        pass(30);
        ImportSnapshot probe = at(ImportState.CANCELLED).taken();
        unreached.tries(probe, HOST.id());
        assertThat(mayTry()).isFalse();

        unreached.heard(probe);

        assertThat(mayTry()).isTrue();
        assertThat(unreached.isDoubtful(PROVIDER.id())).isTrue();
    }

    private boolean mayTry() {
        return unreached.mayTry(PROVIDER.id(), HOST.id());
    }

    private void pass(long seconds) {
        clock.pass(Duration.ofSeconds(seconds));
    }

    private static ImportSnapshot failed(UUID id) {
        return at(ImportState.QUEUED)
                .id(id)
                .waitingFor(WaitReason.START_TIME)
                .lastFailure(Failure.of(FailureCode.SOURCE_UNREACHABLE, "away"))
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
