package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportStateTest {
    /** Columns in the order of the states: validating, queued, starting, converting, finalizing, succeeded, failed, cancelled. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "VALIDATING, -Q----FC",
        "QUEUED,     --S---FC",
        "STARTING,   -Q-cf-FC",
        "CONVERTING, -Q--f-FC",
        "FINALIZING, -Q---sFC",
        "SUCCEEDED,  --------",
        "FAILED,     -Q------",
        "CANCELLED,  -Q------",
    })
    void anImportMovesForwardOrBackToTheQueue(ImportState from, String ways) {
        List<ImportState> columns = List.of(ImportState.values());
        for (int column = 0; column < columns.size(); column++) {
            assertThat(from.canBecome(columns.get(column)))
                    .as("%s to %s", from, columns.get(column))
                    .isEqualTo(ways.charAt(column) != '-');
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VALIDATING, false, true",
        "QUEUED, false, true",
        "STARTING, false, true",
        "CONVERTING, false, true",
        "FINALIZING, false, false",
        "SUCCEEDED, true, false",
        "FAILED, true, false",
        "CANCELLED, true, false"
    })
    void whatHasEndedOrLiesInTheExportDomainCannotBeCancelled(
            ImportState state, boolean isFinal, boolean isCancellable) {
        assertThat(state.isFinal()).isEqualTo(isFinal);
        assertThat(state.isCancellable()).isEqualTo(isCancellable);
    }
}
