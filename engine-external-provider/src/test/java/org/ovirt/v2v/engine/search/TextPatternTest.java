package org.ovirt.v2v.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "web, web, true",
                "web, web1, false",
                "web*, web, true",
                "*web, a web, true",
                "w*b, wb, true",
                "w*b, w, false",
                "ab*ba, aba, false",
                "ab*ba, abba, true",
                "*a*a*, a, false",
                "***, '', true",
                "'', '', true",
                "'', a, false",
                "a.c, abc, false",
                "*%*, abc, false",
                "ÄPFEL, äpfel, true",
                "*b-*1, web-11, true",
                "w**b, weeb, true",
                "'*', '', true",
                "[a-z].+, [A-Z].+, true",
                "zÜrich*, zürich-1, true",
            })
    void aStarStandsForAnyCharactersAndNothingElseDoes(String pattern, String text, boolean fits) {
        assertThat(TextPattern.of(pattern).matches(text, false)).isEqualTo(fits);
    }
}
