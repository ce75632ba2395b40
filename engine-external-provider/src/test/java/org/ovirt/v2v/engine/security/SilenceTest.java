package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.TestingClock;

class SilenceTest {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final TestingClock clock = new TestingClock();
    private final Silence silence = new Silence(PAUSE, clock);
    private int asked;

    @Test
    void nobodyWaitsForWhatDidNotAnswerAMomentAgo() {
        assertAway(this::timeOut);
        assertAway(this::answer);
        assertThatThrownBy(silence::requireNone).isInstanceOf(IdentityServiceAwayException.class);
        assertThat(asked).isEqualTo(1);
        clock.pass(PAUSE);
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void whoIsTurnedAwayDoesNotMakeOthersWaitLonger() {
        assertAway(this::timeOut);
        clock.pass(PAUSE.minusMillis(1));
        assertAway(this::answer);
        clock.pass(Duration.ofMillis(1));
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyOut() {
        assertAway(this::timeOut);
        clock.pass(Duration.ofHours(-2));
        assertThat(silence.ask(this::answer)).isEqualTo("answer");
    }

    @Test
    void oneAtATimeFindsOutWhetherItAnswersAgain() {
        assertAway(this::timeOut);
        clock.pass(PAUSE);
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
}
