package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovirt.v2v.agent.v2v.FailureCatalogue.Explanation;
import org.ovirt.v2v.model.conversion.FailureCode;

/** The words of virt-v2v and its helpers are explained to the admin. */
class FailureCatalogueTest {
    private static final FailureCatalogue CATALOGUE = FailureCatalogue.load();

    /** Rows 22 and 23 are warnings. */
    private static final List<Integer> WARNINGS = List.of(22, 23);

    @Test
    void explainsEveryKnownFailureWithARemedy() {
        assertThat(CATALOGUE.explanations())
                .extracting(Explanation::row)
                .containsAll(IntStream.rangeClosed(1, 53)
                        .filter(row -> !WARNINGS.contains(row))
                        .boxed()
                        .toList());
        assertThat(CATALOGUE.explanations()).allSatisfy(explanation -> {
            assertThat(explanation.texts()).isNotEmpty();
            assertThat(explanation.message()).endsWith(".").doesNotContain("\n");
            assertThat(explanation.remedy()).isNotBlank();
        });
    }

    @Test
    void findsEachRowByEachOfItsTexts() {
        for (Explanation explanation : CATALOGUE.explanations()) {
            for (String text : explanation.texts()) {
                assertThat(CATALOGUE.explain("virt-v2v: error: " + text + " and more"))
                        .hasValueSatisfying(
                                found -> assertThat(found.code()).as(text).isEqualTo(explanation.code()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            not enough free space for conversion on filesystem ‘/’.  28.5 MB free < 50 MB needed | GUEST_WITHOUT_SPACE
            Inspection field ‘i_distro’ was ‘unknown’. | GUEST_NOT_CONVERTIBLE
            libvirt domain ‘web’ is running or paused. It must be shut down in order to convert | VM_RUNNING
            nbdkit: error: pwrite: No space left on device\\nnbdcopy command failed | DOMAIN_FULL
            libguestfs error: appliance closed the connection unexpectedly. | APPLIANCE_BROKEN
            """)
    void explainsWhatVirtV2vReallyWrites(String text, FailureCode code) {
        assertThat(CATALOGUE.explain(text).orElseThrow().code()).isEqualTo(code);
    }

    @Test
    void explainsNothingThatItDoesNotKnow() {
        assertThat(CATALOGUE.explain("the moon is in the wrong phase")).isEmpty();
    }
}
