package org.ovirt.v2v.agent.v2v;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.GeneratedFile;

/** The pages tell the phases of a conversion by the same steps of virt-v2v as the agent. */
class StepsDocumentTest {
    @Test
    void theStepsOfThePagesAreThoseOfTheAgent() {
        GeneratedFile.mustBe(
                "engine-external-provider/src/main/webui/src/pages/imports/steps.json",
                PhaseParser.BEGINNINGS.stream()
                        .map(each -> "  { \"beginning\": \"%s\", \"phase\": \"%s\" }"
                                .formatted(each.text(), each.phase().name().toLowerCase(Locale.ROOT)))
                        .collect(joining(",\n", "[\n", "\n]\n")));
    }
}
