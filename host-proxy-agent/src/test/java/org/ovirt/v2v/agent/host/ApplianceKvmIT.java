package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether KVM can be used is found out with the real QEMU. */
class ApplianceKvmIT {
    @TempDir
    Path folder;

    @Test
    void aMachineThatCountsEndsByItself() {
        ToolRun run = new ApplianceKvmTest(folder).counts(qemu(), "tcg", "max");

        assertThat(run.succeeded()).as("%s", run.lines()).isTrue();
    }

    /** Whether it does on this machine or not. */
    @Test
    void kvmThatWorksHasItCountAndKvmThatDoesNotIsFoundOutSoon() {
        Instant start = Instant.now();

        Optional<Boolean> works = new ApplianceKvmTest(folder).run();

        if (works.equals(Optional.of(true))) {
            assertThat(new ApplianceKvmTest(folder)
                            .counts(qemu(), "kvm", "host")
                            .succeeded())
                    .isTrue();
        } else {
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    private static Path qemu() {
        return Programs.find("qemu-system-x86_64").orElseThrow();
    }
}
