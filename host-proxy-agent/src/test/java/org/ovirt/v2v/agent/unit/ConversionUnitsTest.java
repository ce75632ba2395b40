package org.ovirt.v2v.agent.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.process.LimitedRun;
import org.ovirt.v2v.agent.settings.AgentConfig.Units;

/** What systemd is asked for, by what it is able to do. */
class ConversionUnitsTest {
    private static final String GOES_ON = "--property=OOMPolicy=continue";

    @TempDir
    Path booted;

    private LimitedRun answer = new LimitedRun(true, "");
    private int trials;

    /** Else the launcher would end with whatever the kernel has ended, and nobody would know why. */
    @Test
    void aConversionOfWhichTheKernelEndsAProcessGoesOn() {
        ConversionUnits units = units();

        assertThat(wrapped(units)).contains(GOES_ON);
        assertThat(wrapped(units)).contains(GOES_ON).endsWith("--", "virt-v2v");
        assertThat(trials).as("it is tried once").isEqualTo(1);
    }

    @Test
    void aSystemdThatDoesNotKnowItIsNotAskedForItAgain() {
        answer = new LimitedRun(false, "Unknown assignment: OOMPolicy=continue");
        ConversionUnits units = units();

        assertThat(wrapped(units)).doesNotContain(GOES_ON);
        assertThat(wrapped(units)).doesNotContain(GOES_ON);
        assertThat(trials).isEqualTo(1);
    }

    @Test
    void aSystemdThatHasNotAnsweredIsAskedAgain() {
        answer = new LimitedRun(false, "systemd-run got no answer within 2 s");
        ConversionUnits units = units();
        assertThat(wrapped(units)).doesNotContain(GOES_ON);

        answer = new LimitedRun(true, "");

        assertThat(wrapped(units)).contains(GOES_ON);
    }

    private ConversionUnits units() {
        return new ConversionUnits(
                new UnitSettings(Units.AUTO, Optional.empty(), Optional.empty(), Optional.empty()), booted, this::run);
    }

    private LimitedRun run(Duration limit, List<String> command) {
        if (command.contains(GOES_ON)) {
            trials++;
            return answer;
        }
        return new LimitedRun(true, "systemd 257 (257.5)");
    }

    private static List<String> wrapped(ConversionUnits units) {
        return units.wrap(UUID.randomUUID(), List.of("virt-v2v")).orElseThrow();
    }
}
