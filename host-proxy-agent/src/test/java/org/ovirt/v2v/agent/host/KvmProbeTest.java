package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.settings.AgentConfig.Emulation;

/** Whether conversions are emulated. */
class KvmProbeTest {
    private static final String VERSION = "1.1.0 (commit def)";

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

    /** As where the host lets the agent have no further thread. */
    @Test
    void aTestThatMeetsAnErrorIsTriedAgain() {
        List<Error> errors = new ArrayList<>(List.of(new OutOfMemoryError("unable to create native thread")));
        KvmTest test = () -> {
            if (!errors.isEmpty()) {
                throw errors.remove(0);
            }
            return KvmFinding.working();
        };
        KvmProbe probe = probe("boot-1", Runnable::run, test);
        assertThat(probe.works()).isEmpty();
        assertThat(probe.works()).isEmpty();
        assertThat(probe.doubt()).hasValueSatisfying(doubt -> assertThat(doubt).contains("native thread"));

        now = now.plusSeconds(60);

        assertThat(probe.works()).contains(true);
    }

    @Test
    void aClockThatIsSetBackPutsOffNoTry() {
        now = Instant.parse("2026-01-02T12:00:00Z");
        outcome = KvmFinding.unknown("no space");
        KvmProbe probe = probe("boot-1");
        assertThat(probe.works()).isEmpty();

        now = now.minusSeconds(7_200);
        outcome = KvmFinding.working();

        assertThat(probe.works()).contains(true);
    }

    @Test
    void whatCouldNotBeFoundOutIsNotRemembered() {
        outcome = KvmFinding.unknown("the host was busy");
        assertThat(probe("boot-1").works()).isEmpty();

        outcome = KvmFinding.working();

        assertThat(probe("boot-1").works()).contains(true);
    }

    /** As by a module of the kernel that is not loaded yet, or by permissions: to mend that takes no boot. */
    @Test
    void kvmThatTheAgentMayNotUseIsNotRememberedAndLookedAtEachMinute() {
        outcome = KvmFinding.barred("no access");
        KvmProbe probe = probe("boot-1");
        for (int minute = 0; minute < 5; minute++) {
            assertThat(probe.works()).contains(false);
            now = now.plusSeconds(60);
        }
        assertThat(tests).isEqualTo(5);
        assertThat(probe.doubt()).isEmpty();
        assertThat(folder).isEmptyDirectory();

        outcome = KvmFinding.working();

        assertThat(probe.works()).contains(true);
        assertThat(folder.resolve("kvm")).content().startsWith("boot-1 true");
    }

    @Test
    void whatWasFoundOutLastIsToldWhileItIsTriedAgain() {
        outcome = KvmFinding.barred("no access");
        List<Runnable> waiting = new ArrayList<>();
        KvmProbe probe = probe("boot-1", waiting::add);
        assertThat(probe.works()).isEmpty();
        waiting.remove(0).run();

        now = now.plusSeconds(60);
        outcome = KvmFinding.working();

        assertThat(probe.works()).contains(false);
        waiting.remove(0).run();
        assertThat(probe.works()).contains(true);
    }

    /** An agent of an earlier version wrote "false" also where the host had only been busy. */
    @Test
    void aNoWithoutAReasonIsTriedOnceMore() throws Exception {
        Files.writeString(folder.resolve("kvm"), "boot-1 false\n");

        assertThat(probe("boot-1").works()).contains(true);
    }

    @Test
    void aNoOfAnotherVersionIsTriedOnceMoreAndOneOfThisVersionIsNot() throws Exception {
        outcome = KvmFinding.failing("no processor");
        assertThat(probe("boot-1").works()).contains(false);
        outcome = KvmFinding.working();
        assertThat(probe("boot-1").works()).contains(false);

        Files.writeString(folder.resolve("kvm"), "boot-1 false 1.0.0_(commit_abc) no processor\n");

        assertThat(probe("boot-1").works()).contains(true);
    }

    @Test
    void theAdminsWordNeedsNoTry() {
        assertThat(probe("boot-1").emulate(Emulation.ALWAYS)).isTrue();
        assertThat(probe("boot-1").emulate(Emulation.NEVER)).isFalse();
        assertThat(tests).isZero();
    }

    private KvmProbe probe(String boot) {
        return probe(boot, Runnable::run);
    }

    private KvmProbe probe(String boot, Executor background) {
        return probe(boot, background, () -> {
            tests++;
            return outcome;
        });
    }

    private KvmProbe probe(String boot, Executor background, KvmTest test) {
        return new KvmProbe(test, new BootRecord(folder.resolve("kvm"), VERSION, boot), background, () -> now);
    }
}
