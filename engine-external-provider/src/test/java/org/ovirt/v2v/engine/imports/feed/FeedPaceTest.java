package org.ovirt.v2v.engine.imports.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long who listens to imports has to wait for what is new. */
class FeedPaceTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final FeedPace pace = new FeedPace();

    @Test
    void theFirstNewsAreToldAtOnce() {
        assertThat(pace.untilChanges(NOON)).isZero();
        assertThat(pace.untilProgress(NOON)).isZero();
    }

    @Test
    void oneWhoFollowsOneImportHardlyWaits() {
        pace.told(NOON, 1, 1);

        assertThat(pace.untilChanges(NOON)).isEqualTo(Duration.ofMillis(20));
        assertThat(pace.untilProgress(NOON)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void theMoreThereIsToTellTheLongerProgressWaitsAndChangesDoNot() {
        pace.told(NOON, 1, 1_000);

        assertThat(pace.untilChanges(NOON)).isEqualTo(Duration.ofMillis(20));
        assertThat(pace.untilProgress(NOON)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void hundredsWhoListenToAThousandHearOfProgressEveryTwentySecondsAndOfChangesSoon() {
        pace.told(NOON, 200, 1_000);

        assertThat(pace.untilChanges(NOON)).isEqualTo(Duration.ofMillis(400));
        assertThat(pace.untilProgress(NOON)).isEqualTo(Duration.ofSeconds(20));
        assertThat(pace.untilProgress(NOON.plusSeconds(20))).isZero();
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWaitLonger() {
        pace.told(NOON, 1, 1_000);

        assertThat(pace.untilProgress(NOON.minus(Duration.ofHours(2)))).isEqualTo(Duration.ofSeconds(1));
    }
}
