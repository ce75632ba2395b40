package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.AgentConfig.Emulation;

/** Whether conversions are emulated. */
class KvmProbeTest {
    @TempDir
    Path folder;

    private int tests;
    private Optional<Boolean> outcome = Optional.of(true);

    @Test
    void kvmIsTriedOnceAfterEachBoot() {
        assertThat(probe("boot-1").emulate(Emulation.AUTO)).isFalse();
        assertThat(probe("boot-1").works()).contains(true);
        assertThat(tests).isEqualTo(1);

        outcome = Optional.of(false);
        assertThat(probe("boot-2").emulate(Emulation.AUTO)).isTrue();
        assertThat(tests).isEqualTo(2);
    }

    @Test
    void whatCannotBeFoundOutYetIsTriedAgain() {
        outcome = Optional.empty();
        KvmProbe probe = probe("boot-1");
        assertThat(probe.emulate(Emulation.AUTO)).isTrue();

        outcome = Optional.of(true);

        assertThat(probe.emulate(Emulation.AUTO)).isFalse();
    }

    @Test
    void theAdminsWordNeedsNoTry() {
        assertThat(probe("boot-1").emulate(Emulation.ALWAYS)).isTrue();
        assertThat(probe("boot-1").emulate(Emulation.NEVER)).isFalse();
        assertThat(tests).isZero();
    }

    private KvmProbe probe(String boot) {
        KvmTest test = () -> {
            tests++;
            return outcome;
        };
        return new KvmProbe(test, new BootRecord(folder.resolve("kvm"), boot), Runnable::run);
    }
}
