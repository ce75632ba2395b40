package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Which imports are tried again by themselves, and when. */
class RetryPolicyTest {
    private static final Failure LOST = Failure.of(FailureCode.JOB_LOST, "gone");

    @Test
    void theWaitDoublesAndEndsAtTheLimit() {
        RetryPolicy policy = policy(Map.of());

        assertThat(List.of(0, 1, 2))
                .map(retries -> policy.pause(failing(ImportState.CONVERTING, retries, false), LOST))
                .containsExactly(
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.of(Duration.ofSeconds(120)));
        assertThat(policy.pause(failing(ImportState.CONVERTING, 3, false), LOST))
                .isEmpty();
    }

    @Test
    void theWaitIsNeverLongerThanAnHour() {
        RetryPolicy policy = policy(Map.of("v2v.imports.retries", "1000"));

        assertThat(policy.pause(failing(ImportState.CONVERTING, 999, false), LOST))
                .contains(Duration.ofHours(1));
    }

    @Test
    void aHostThatHasTooMuchToDoIsWaitedForWithoutALimit() {
        RetryPolicy policy = policy(Map.of("v2v.imports.retries", "0"));
        Failure busy = Failure.of(FailureCode.HOST_BUSY, "full");

        assertThat(List.of(0, 1, 2, 3, 4, 1000))
                .map(earlier -> policy.turnedAway(failing(ImportState.STARTING, earlier, false), busy, false))
                .map(pause -> pause.orElseThrow().toSeconds())
                .containsExactly(30L, 60L, 120L, 240L, 300L, 300L);
        assertThat(policy.turnedAway(
                        failing(ImportState.STARTING, 0, false),
                        Failure.of(FailureCode.TEMPORARY_SPACE, "full"),
                        false))
                .isPresent();
        assertThat(policy.turnedAway(failing(ImportState.STARTING, 0, true), busy, false))
                .isEmpty();
        assertThat(policy.turnedAway(failing(ImportState.STARTING, 0, false), LOST, false))
                .isEmpty();
        assertThat(policy.turnedAway(failing(ImportState.FINALIZING, 0, false), busy, false))
                .isEmpty();
    }

    @Test
    void aSourceThatDoesNotAnswerOthersEitherCostsNoRetry() {
        RetryPolicy policy = policy(Map.of());
        Failure away = Failure.of(FailureCode.SOURCE_UNREACHABLE, "away");

        assertThat(policy.turnedAway(failing(ImportState.STARTING, 3, false), away, true))
                .isPresent();
        assertThat(policy.turnedAway(failing(ImportState.STARTING, 0, false), away, false))
                .isEmpty();
    }

    @Test
    void withoutRetriesEveryFailureIsTheLast() {
        assertThat(policy(Map.of("v2v.imports.retries", "0")).pause(failing(ImportState.CONVERTING, 0, false), LOST))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void onlyCausesThatPassAreTriedAgain(FailureCode code) {
        assertThat(policy(Map.of())
                        .pause(failing(ImportState.STARTING, 0, false), Failure.of(code, ""))
                        .isPresent())
                .isEqualTo(List.of(
                                "SOURCE_UNREACHABLE",
                                "DOMAIN_NOT_ANSWERING",
                                "JOB_LOST",
                                "HOST_UNREACHABLE",
                                "HOST_BUSY",
                                "ENGINE_BUSY")
                        .contains(code.name()));
    }

    @Test
    void whatSomebodyWantsToStopIsNotTriedAgain() {
        assertThat(policy(Map.of()).pause(failing(ImportState.CONVERTING, 0, true), LOST))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ImportState.class,
            names = {"STARTING", "CONVERTING"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatLiesInTheExportDomainOrHasNotBegunIsNotTriedAgain(ImportState state) {
        assertThat(policy(Map.of()).pause(failing(state, 0, false), LOST)).isEmpty();
    }

    private static RetryPolicy policy(Map<String, String> settings) {
        return new RetryPolicy(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ImportSettings.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ImportSettings.class));
    }

    private static ImportSnapshot failing(ImportState state, int retries, boolean cancelRequested) {
        UUID id = UUID.randomUUID();
        return TestingSnapshot.of(state)
                .id(id)
                .cancelRequested(cancelRequested)
                .attempt(new CurrentAttempt(retries + 1, id, retries))
                .taken();
    }
}
