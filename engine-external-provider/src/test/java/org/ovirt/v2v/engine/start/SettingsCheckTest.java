package org.ovirt.v2v.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    @Test
    void aMisspelledSettingIsFound() {
        assertThat(SettingsCheck.unknown(List.of(
                        "v2v.home", "v2v.hom", "v2v.pki.ca", "v2v.host.connect-timeout", "v2v.imports.per-hots")))
                .containsExactly("v2v.hom", "v2v.imports.per-hots");
    }

    @Test
    void whatBelongsToOthersOrIsAnEnvironmentVariableIsLeftAlone() {
        assertThat(SettingsCheck.unknown(List.of(
                        "quarkus.log.level", "V2V_HOME", "v2v.runtime.dir", "v2v.database.url", "v2v.audit.keep")))
                .isEmpty();
    }
}
