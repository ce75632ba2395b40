package org.ovirt.v2v.engine.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "web*, web-1, true",
        "WEB*, web, true",
        "*b-*1, web-11, true",
        "w**b, weeb, true",
        "*, '', true",
        "'', '', true",
        "'', x, false",
        "web, web-1, false",
        "*web, web-1, false",
        "[a-z].+, [A-Z].+, true",
        "zÜrich*, zürich-1, true",
    })
    void aStarStandsForAnyCharacters(String pattern, String text, boolean expected) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHostilePatternTakesNoLongerThanOthers() {
        assertThat(new Glob("*a".repeat(1_000) + "b").matches("a".repeat(5_000)))
                .isFalse();
    }
}
