package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.settings.AgentConfig.Emulation;

/** Whether conversions are emulated. */
class KvmProbeTest {
    @TempDir
    Path folder;

    private int tests;
    private KvmFinding outcome = KvmFinding.working();
    private Instant now = Instant.EPOCH;

    @Test
    void kvmIsTriedOnceAfterEachBoot() {
        assertThat(probe("boot-1").emulate(Emulation.AUTO)).isFalse();
        assertThat(probe("boot-1").works()).contains(true);
        assertThat(tests).isEqualTo(1);

        outcome = KvmFinding.failing("no processor");
        assertThat(probe("boot-2").emulate(Emulation.AUTO)).isTrue();
        assertThat(tests).isEqualTo(2);
    }

    @Test
    void whatCannotBeFoundOutYetIsTriedAgainButNotAtEachLook() {
        outcome = KvmFinding.unknown("no space");
        KvmProbe probe = probe("boot-1");
        assertThat(probe.emulate(Emulation.AUTO)).isTrue();
        assertThat(probe.works()).isEmpty();
        assertThat(probe.doubt()).contains("no space");
        assertThat(tests).isEqualTo(1);

        now = now.plusSeconds(60);
        assertThat(probe.works()).isEmpty();
        now = now.plusSeconds(60);
        assertThat(probe.works()).isEmpty();
        assertThat(tests).as("the second pause is longer than the first").isEqualTo(2);

        outcome = KvmFinding.working();
        now = now.plusSeconds(60);
        assertThat(probe.emulate(Emulation.AUTO)).isFalse();
        assertThat(probe.doubt()).isEmpty();
    }

    @Test
    void whatCouldNotBeFoundOutIsNotRemembered() {
        outcome = KvmFinding.unknown("the host was busy");
        assertThat(probe("boot-1").works()).isEmpty();

        outcome = KvmFinding.working();

        assertThat(probe("boot-1").works()).contains(true);
    }

    /** An agent of an earlier version wrote "false" also where the host had only been busy. */
    @Test
    void aNoWithoutAReasonIsTriedOnceMore() throws Exception {
        Files.writeString(folder.resolve("kvm"), "boot-1 false\n");

        assertThat(probe("boot-1").works()).contains(true);
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
        return new KvmProbe(test, new BootRecord(folder.resolve("kvm"), boot), Runnable::run, () -> now);
    }
}
