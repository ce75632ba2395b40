package org.ovirt.v2v.agent.job;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.testbed.GeneratedFile;

/** The diagram of the phases is that of the code. */
class JobPhasesDocumentTest {
    @Test
    void theDiagramShowsEveryPhaseInItsOrder() {
        StringBuilder diagram = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        String before = "[*]";
        for (Phase phase : Phase.values()) {
            String name = phase.name().toLowerCase(Locale.ROOT);
            diagram.append("    %s: %s%n".formatted(name, phase.description()));
            diagram.append("    %s --> %s%n".formatted(before, name));
            before = name;
        }
        GeneratedFile.sectionMustBe(
                "docs/architecture.md", "job-phases", diagram + "    " + before + " --> [*]\n```\n");
    }
}
