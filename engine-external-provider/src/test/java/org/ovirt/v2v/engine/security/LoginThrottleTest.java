package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final TestingClock clock = new TestingClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void letsAPersonMistypeAFewTimes() {
        fail(5);
        assertThat(throttle.isClosed("a")).isFalse();
    }

    @Test
    void closesAnAddressOutLongerAndLonger() {
        fail(6);
        assertThat(throttle.isClosed("a")).isTrue();
        assertThat(throttle.isClosed("b")).isFalse();
        clock.pass(Duration.ofSeconds(2));
        assertThat(throttle.isClosed("a")).isFalse();
        fail(20);
        clock.pass(Duration.ofSeconds(59));
        assertThat(throttle.isClosed("a")).isTrue();
        clock.pass(Duration.ofSeconds(2));
        assertThat(throttle.isClosed("a")).isFalse();
    }

    @Test
    void forgetsFailuresAfterTheRightPassword() {
        fail(5);
        throttle.succeeded("a");
        fail(5);
        assertThat(throttle.isClosed("a")).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("a");
        }
    }

    private static final class TestingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
