package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovirt.v2v.agent.v2v.FailureCatalogue.Explanation;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.testbed.recording.Recording;

/** What the real virt-v2v was recorded to say is understood: every failure is explained, and no success is taken for one. */
class RecordedOutputsTest {
    private static final int FEWEST_FAILURES = 25;
    private static final String MACHINE = "web";
    private static final FailureCatalogue CATALOGUE = FailureCatalogue.load();

    static List<Recording> failures() {
        return Recording.all().stream().filter(Recording::isFailure).toList();
    }

    static List<Recording> successes() {
        return Recording.all().stream()
                .filter(recording -> !recording.isFailure())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsExplained(Recording recording) {
        assertThat(recording.exitCode()).isNotZero();

        Failure failure = explained(recording);

        assertThat(failure.code())
                .as(failure.text())
                .isEqualTo(FailureCode.valueOf(recording.expected().code()));
        assertThat(failure.message())
                .startsWith(MACHINE)
                .endsWith(".")
                .contains(recording.expected().message());
        assertThat(failure.remedy()).contains(recording.expected().remedy());
    }

    @ParameterizedTest
    @MethodSource("successes")
    void aSuccessIsNotTakenForAFailure(Recording recording) {
        ConversionOutput output = output(recording);

        assertThat(recording.exitCode()).isZero();
        assertThat(CATALOGUE.explain(output.errorText())).isEmpty();
        assertThat(output.phase()).isEqualTo(Phase.WRITING_METADATA);
        assertThat(output.progress()).isEqualTo(100);
        assertThat(output.warnings()).hasSize(recording.expected().warnings());
    }

    @Test
    void soManyAreExplained() {
        long explained =
                failures().stream().filter(RecordedOutputsTest::isExplained).count();
        long mistaken = successes().stream()
                .filter(recording -> explanation(recording).isPresent())
                .count();

        System.out.printf(
                Locale.ROOT,
                "MEASURED recorded outputs of virt-v2v: %d; failures explained: %d of %d; successes taken for failures: %d of %d%n",
                Recording.all().size(),
                explained,
                failures().size(),
                mistaken,
                successes().size());
        assertThat(failures()).hasSizeGreaterThanOrEqualTo(FEWEST_FAILURES);
        assertThat(explained).isEqualTo(failures().size());
        assertThat(mistaken).isZero();
    }

    /** The rows of the catalogue that the recordings lead to. */
    static List<Integer> rows() {
        return failures().stream()
                .map(RecordedOutputsTest::explanation)
                .flatMap(Optional::stream)
                .map(Explanation::row)
                .toList();
    }

    /** Whether more can be told than the tool's own words. */
    private static boolean isExplained(Recording recording) {
        Failure failure = explained(recording);
        return failure.code().name().equals(recording.expected().code())
                && !failure.remedy().equals(FailureCode.CONVERSION_FAILED.remedy());
    }

    private static Failure explained(Recording recording) {
        return new FailureExplainer(CATALOGUE).explain(MACHINE, recording.exitCode(), output(recording));
    }

    private static Optional<Explanation> explanation(Recording recording) {
        ConversionOutput output = output(recording);
        return CATALOGUE.explain(output.errorSummary(), output.errorText());
    }

    private static ConversionOutput output(Recording recording) {
        ConversionOutput output = new ConversionOutput(List.of(), () -> {});
        output.standardOutput(recording.standardOutput(), recording.standardOutput().length);
        output.standardError(recording.standardError(), recording.standardError().length);
        output.machineReadable(recording.machineReadable(), recording.machineReadable().length);
        return output;
    }
}
