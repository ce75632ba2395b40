package org.ovirt.v2v.model.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read of a failure. */
class FailureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The machine web is missing | Correct the name | The machine web is missing. Correct the name.",
                "The machine web is missing. | Correct the name. | The machine web is missing. Correct the name.",
                "Is web there? | Look | Is web there? Look.",
                "It is gone | '' | It is gone."
            })
    void messageAndRemedyReadAsSentences(String message, String remedy, String text) {
        assertThat(new Failure(FailureCode.VM_NOT_FOUND, message, remedy, null).text())
                .isEqualTo(text);
    }
}
