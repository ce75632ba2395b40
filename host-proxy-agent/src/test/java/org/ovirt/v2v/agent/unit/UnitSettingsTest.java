package org.ovirt.v2v.agent.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.settings.AgentConfig.Units;

class UnitSettingsTest {
    @Test
    void systemdIsToldOnlyWhatIsSet() {
        UnitSettings unset = settings(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(unset.ofAll()).isEmpty();
        assertThat(unset.ofEach()).allMatch(property -> property.endsWith("Accounting=yes"));
    }

    @Test
    void weightsAreOfAllConversionsAndMemoryOfEach() {
        UnitSettings set = settings(Optional.of(20), Optional.of(10_000), Optional.of(256));
        assertThat(set.ofAll()).containsExactly("CPUWeight=20", "IOWeight=10000");
        assertThat(set.ofEach()).contains("MemoryHigh=256M");
    }

    @Test
    void whatSystemdWouldRefuseIsNamed() {
        assertThatThrownBy(() -> settings(Optional.of(0), Optional.empty(), Optional.empty()))
                .hasMessage("agent.v2v.cpu-weight is 0, but must be between 1 and 10000");
        assertThatThrownBy(() -> settings(Optional.empty(), Optional.of(10_001), Optional.empty()))
                .hasMessageContaining("agent.v2v.io-weight is 10001");
        assertThatThrownBy(() -> settings(Optional.empty(), Optional.empty(), Optional.of(1)))
                .hasMessageContaining("agent.v2v.memory-high is 1");
    }

    private static UnitSettings settings(Optional<Integer> cpu, Optional<Integer> io, Optional<Integer> memory) {
        return new UnitSettings(Units.AUTO, cpu, io, memory);
    }
}
