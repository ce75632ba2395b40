package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.TestingClock;

class LoginThrottleTest {
    private final TestingClock clock = new TestingClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void letsAPersonMistypeAFewTimes() {
        fail(5);
        assertThat(throttle.isClosed("a", "bob")).isFalse();
    }

    @Test
    void closesAnAddressOutLongerAndLonger() {
        fail(6);
        assertThat(throttle.isClosed("a", "bob")).isTrue();
        assertThat(throttle.isClosed("b", "bob")).isFalse();
        clock.pass(Duration.ofSeconds(2));
        assertThat(throttle.isClosed("a", "bob")).isFalse();
        fail(20);
        clock.pass(Duration.ofSeconds(59));
        assertThat(throttle.isClosed("a", "bob")).isTrue();
        clock.pass(Duration.ofSeconds(2));
        assertThat(throttle.isClosed("a", "bob")).isFalse();
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyOutButForgetsNoGuesses() {
        fail(8);
        clock.pass(Duration.ofHours(-2));
        assertThat(throttle.isClosed("a", "bob")).isFalse();
        fail(1);
        clock.pass(Duration.ofSeconds(7));
        assertThat(throttle.isClosed("a", "bob")).isTrue();
        clock.pass(Duration.ofSeconds(1));
        assertThat(throttle.isClosed("a", "bob")).isFalse();
    }

    @Test
    void guessingAtOneAccountClosesNoOther() {
        fail(6);
        assertThat(throttle.isClosed("a", "bob")).isTrue();
        assertThat(throttle.isClosed("a", "alice")).isFalse();
    }

    @Test
    void oneWhoHasLoggedInFromAnAddressBeforeIsNotLockedOutByThoseWhoShareIt() {
        throttle.succeeded("proxy", "alice");
        for (int guess = 0; guess < 30; guess++) {
            throttle.failed("proxy", "user-" + guess);
        }
        assertThat(throttle.isClosed("proxy", "alice")).isFalse();
        assertThat(throttle.isClosed("proxy", "carol")).isTrue();
    }

    @Test
    void loggingInAsOneselfMakesNoRoomForMoreGuessesAtAnother() {
        for (int guess = 0; guess < 6; guess++) {
            throttle.failed("a", "bob");
            throttle.succeeded("a", "mallory");
        }
        assertThat(throttle.isClosed("a", "bob")).isTrue();
    }

    @Test
    void forgetsFailuresAfterTheRightPassword() {
        fail(5);
        throttle.succeeded("a", "bob");
        fail(5);
        assertThat(throttle.isClosed("a", "bob")).isFalse();
    }

    @Test
    void oneIpv6NetworkCountsAsOneAddress() {
        for (int host = 1; host <= 6; host++) {
            throttle.failed("2001:db8:1:2::" + host, "bob");
        }
        assertThat(throttle.isClosed("2001:db8:1:2::99", "bob")).isTrue();
        assertThat(throttle.isClosed("2001:db8:1:3::1", "bob")).isFalse();
    }

    @Test
    void remembersOnlySoManyAddresses() {
        for (int address = 0; address < 11_000; address++) {
            throttle.failed("10.0." + address / 256 + "." + address % 256, "bob");
        }
        assertThat(throttle.size()).isLessThanOrEqualTo(10_000);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("a", "bob");
        }
    }
}
