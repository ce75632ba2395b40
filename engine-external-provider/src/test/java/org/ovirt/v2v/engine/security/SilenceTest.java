package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final MovedClock clock = new MovedClock();
    private final Silence silence = new Silence(PAUSE, clock);
    private int asked;

    @Test
    void nobodyWaitsForWhatDidNotAnswerAMomentAgo() {
        assertAway(this::timeOut);
        assertAway(this::answer);
        assertThatThrownBy(silence::requireNone).isInstanceOf(IdentityServiceAwayException.class);
        assertThat(asked).isEqualTo(1);
        clock.advance(PAUSE);
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void whoIsTurnedAwayDoesNotMakeOthersWaitLonger() {
        assertAway(this::timeOut);
        clock.advance(PAUSE.minusMillis(1));
        assertAway(this::answer);
        clock.advance(Duration.ofMillis(1));
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void oneAtATimeFindsOutWhetherItAnswersAgain() {
        assertAway(this::timeOut);
        clock.advance(PAUSE);
        silence.ask(() -> {
            assertAway(this::answer);
            return answer();
        });
        assertThat(asked).isEqualTo(2);
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void anAnswerThatCannotBeUsedIsNoSilence() {
        assertAway(() -> {
            throw new IdentityServiceAwayException("answers with status 500", null);
        });
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
    }

    private void assertAway(Supplier<String> question) {
        assertThatThrownBy(() -> silence.ask(question)).isInstanceOf(IdentityServiceAwayException.class);
    }

    private String answer() {
        asked++;
        return "answer";
    }

    private String timeOut() {
        asked++;
        throw IdentityServiceAwayException.silent("does not answer within 5 s", new TimeoutException());
    }

    /** A clock that the test moves. */
    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneOffset getZone() {
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
