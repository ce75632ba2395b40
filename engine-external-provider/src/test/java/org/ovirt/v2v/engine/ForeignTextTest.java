package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {
    private static final String FACE = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(strings = {"", "web1", "two\nlines\r\n\twith a tab", "büro \u202E \uFFFD", "\uD83D\uDE00"})
    void whatXmlCanSayIsKept(String text) {
        assertThat(ForeignText.isKept(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u001B[31m", "\uD83D", "x\uDE00\uD83D", "\uFFFE", "\uFFFF"})
    void whatXmlCannotSayIsRefusedByTheNumberOfTheCharacter(String text) {
        assertThat(ForeignText.refusal(text)).get().asString().containsPattern("U\\+[0-9A-F]{4}\\.$");
    }

    @Test
    void aTextIsNotCutWithinAPair() {
        assertThat(ForeignText.beginning("abc", 3)).isEqualTo("abc");
        assertThat(ForeignText.beginning("abc", 2)).isEqualTo("ab");
        assertThat(ForeignText.beginning("a" + FACE, 2)).isEqualTo("a");
        assertThat(ForeignText.beginning(FACE + "a", 2)).isEqualTo(FACE);
        assertThat(KnownNames.shortened("x" + FACE.repeat(100))).satisfies(ForeignTextTest::isKept);
    }

    private static void isKept(String text) {
        assertThat(ForeignText.refusal(text)).isEmpty();
    }
}
