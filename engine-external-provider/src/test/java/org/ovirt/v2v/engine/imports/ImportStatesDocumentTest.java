package org.ovirt.v2v.engine.imports;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.GeneratedFile;

/** The diagram of the states is that of the code. */
class ImportStatesDocumentTest {
    @Test
    void theDiagramShowsEveryWayFromOneStateToAnother() {
        StringBuilder diagram = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> queued\n");
        for (ImportState from : ImportState.values()) {
            for (ImportState to : ImportState.values()) {
                if (from.canBecome(to)) {
                    diagram.append("    %s --> %s%n".formatted(name(from), name(to)));
                }
            }
            if (from.isFinal()) {
                diagram.append("    %s --> [*]%n".formatted(name(from)));
            }
        }
        GeneratedFile.sectionMustBe("docs/architecture.md", "import-states", diagram + "```\n");
    }

    private static String name(ImportState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
