package org.ovirt.v2v.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.InvalidFieldException;

class EventSearchTest {
    private static final UUID VM = UUID.fromString("5c1b9f3e-0000-4000-8000-000000000001");

    @Test
    void theSearchOfAnsiblesModuleIsUnderstood() {
        assertThat(EventSearch.conditions("type=1152 and vm.id=" + VM)).isEqualTo(Map.of("code", 1152, "vmId", VM));
    }

    @Test
    void valuesMayBeQuotedAndThePrefixGiven() {
        assertThat(EventSearch.conditions("Events: severity = error AND vm.name=\"web and more\""))
                .isEqualTo(Map.of("severity", AuditSeverity.ERROR, "vmName", "web and more"));
    }

    @Test
    void anEmptySearchAsksForEverything() {
        assertThat(EventSearch.conditions(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=x",
                "vm.id=1",
                "severity=loud",
                "password=1",
                "type=1152 or type=1153",
                "type",
                "type=1 and",
                "type=1152 vm.name=a",
                "vm.name=\"a",
                "1=1; drop table jobs"
            })
    void whatIsNotUnderstoodIsRefused(String search) {
        assertThatThrownBy(() -> EventSearch.conditions(search)).isInstanceOf(InvalidFieldException.class);
    }
}
