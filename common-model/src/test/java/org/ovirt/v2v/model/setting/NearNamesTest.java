package org.ovirt.v2v.model.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    private static final List<String> KNOWN =
            List.of("v2v.home", "v2v.imports.per-host", "v2v.imports.poll-interval", "v2v.audit.keep");

    @Test
    void theNearestComeFirst() {
        assertThat(NearNames.of("v2v.imports.per-hots", KNOWN).get(0)).isEqualTo("v2v.imports.per-host");
        assertThat(NearNames.of("v2v.imports.pol-intervall", KNOWN).get(0)).isEqualTo("v2v.imports.poll-interval");
        assertThat(NearNames.of("v2v.hom", KNOWN).get(0)).isEqualTo("v2v.home");
    }

    @Test
    void thereAreNeverMoreThanThree() {
        assertThat(NearNames.of("", KNOWN)).hasSize(3);
        assertThat(NearNames.of("x", List.of())).isEmpty();
    }
}
