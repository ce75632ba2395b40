package org.ovirt.v2v.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCursorTest {
    @Test
    void idsThatAreLeftOutAreLookedForUntilTheyTurnUp() {
        EventCursor cursor = EventCursor.behind(10).after(List.of(11L, 14L));
        assertThat(cursor.text()).isEqualTo("14-12-13");

        assertThat(cursor.after(List.of())).isEqualTo(cursor);
        assertThat(cursor.after(List.of(12L)).text()).isEqualTo("14-13");
        assertThat(cursor.after(List.of(12L, 13L, 15L)).text()).isEqualTo("15");
    }

    @Test
    void whatIsFarBehindIsNotLookedForAnyMore() {
        EventCursor cursor = EventCursor.behind(10).after(List.of(12L));
        EventCursor later = cursor.after(
                LongStream.rangeClosed(13, 12 + EventCursor.WINDOW).boxed().toList());
        assertThat(later.missing()).isEmpty();
    }

    @Test
    void itStaysShortHoweverManyAreLeftOut() {
        EventCursor cursor = EventCursor.behind(10).after(List.of(100_000_000_000L));
        assertThat(cursor.text().length()).isLessThan(2_000);
        assertThat(cursor.missing()).contains(99_999_999_999L);
        assertThat(EventCursor.parse(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "5-", "-5", "1 or 1=1", "9999999999999999999", "1--2"})
    void aTextThatIsNoneIsNone(String text) {
        assertThat(EventCursor.parse(text)).isEmpty();
    }
}
