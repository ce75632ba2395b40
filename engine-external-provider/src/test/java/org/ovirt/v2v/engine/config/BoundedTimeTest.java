package org.ovirt.v2v.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which times the settings may be. */
class BoundedTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"1s", "PT1S", " 1 ", "30s"})
    void aTimeWithinTheBoundsIsTaken(String text) {
        assertThat(new StreamHeartBeat().convert(text)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "999ms", "31s", "-5s"})
    void oneThatIsNotIsRefused(String text) {
        assertThatThrownBy(() -> new StreamHeartBeat().convert(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it has to be 1s to 30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "5 apples", "99999999999999999999d"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> new PositiveTime().convert(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has to be a time");
    }
}
