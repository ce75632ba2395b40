package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
    private static final List<String> KNOWN = List.of("allocation", "format", "max", "name");

    @Test
    void aSlipIsSeen() {
        assertThat(KnownNames.nearest("alocation", KNOWN)).contains("allocation");
        assertThat(KnownNames.nearest("Formt", KNOWN)).contains("format");
        assertThat(KnownNames.nearest("maxx", KNOWN)).contains("max");
        assertThat(KnownNames.nearest("nmae", KNOWN)).contains("name");
    }

    @Test
    void somethingElseIsNoSlip() {
        assertThat(KnownNames.nearest("dry", KNOWN)).isEmpty();
        assertThat(KnownNames.nearest("", KNOWN)).isEmpty();
        assertThat(KnownNames.nearest("n".repeat(1 << 20), KNOWN)).isEmpty();
    }

    @Test
    void aLongNameIsNotRepeatedAtLength() {
        assertThat(KnownNames.quoted("n".repeat(1 << 20))).hasSizeLessThan(100);
    }

    @Test
    void theHintNamesAllThereAre() {
        assertThat(KnownNames.hint("formt", KNOWN))
                .isEqualTo("Did you mean format? There are allocation, format, max, name.");
        assertThat(KnownNames.hint("dry", KNOWN)).isEqualTo("There are allocation, format, max, name.");
        assertThat(KnownNames.hint("dry", List.of())).isEqualTo("Nothing can be given here.");
    }
}
