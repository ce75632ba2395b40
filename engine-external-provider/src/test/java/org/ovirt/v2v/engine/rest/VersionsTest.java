package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.InvalidFieldException;

class VersionsTest {
    @Test
    void withoutTheHeaderOrWithAnAsteriskAnyVersionWillDo() {
        assertThat(Versions.expected(null)).isEqualTo(Expected.ANYTHING);
        assertThat(Versions.expected(" * ")).isEqualTo(Expected.ANYTHING);
    }

    @Test
    void oneOfSeveralVersionsWillDo() {
        assertThat(Versions.expected("\"3\"").versions()).isEqualTo(Optional.of(Set.of(3)));
        assertThat(Versions.expected("\"3\", \"14\"").versions()).isEqualTo(Optional.of(Set.of(3, 14)));
    }

    @Test
    void whatNoAnswerHasHadFitsNothing() {
        assertThat(Versions.expected("W/\"3\"").versions()).isEqualTo(Optional.of(Set.of()));
        assertThat(Versions.expected("\"abc\",\"99999999999\",\"\"").versions()).isEqualTo(Optional.of(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", "\"3", "\"3\" \"4\"", "\"3\", x", "'3'"})
    void whatIsNoListOfTagsIsRefused(String header) {
        assertThatThrownBy(() -> Versions.expected(header))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("If-Match"));
    }
}
