package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long is waited before further tries. */
class BackOffTest {
    @Test
    void pausesDoubleUpToALimit() {
        assertThat(pauses(BackOff.USUAL).limit(9).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    /** A helper process that has nothing to do ends after five minutes; one for each domain that never comes back would be kept. */
    @Test
    void whatNobodyWaitsForIsTriedSoSeldomThatNoHelperIsKeptForIt() {
        assertThat(pauses(BackOff.USUAL.patient()).limit(4).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L);
        assertThat(pauses(BackOff.USUAL.patient()).skip(20).findFirst()).contains(Duration.ofMinutes(30));
    }

    private static Stream<Duration> pauses(BackOff backOff) {
        return Stream.iterate(backOff.first(), backOff::after);
    }
}
