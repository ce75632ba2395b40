package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.exportdomain.LocalOutput;
import org.ovirt.v2v.agent.exportdomain.OutputMode;
import org.ovirt.v2v.agent.exportdomain.RhevOutput;
import org.ovirt.v2v.agent.files.JsonFiles;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;

/** A plan tells the agent's next run, and one of another version, in which mode virt-v2v writes. */
class JobPlanTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheOutputMode() throws Exception {
        OutputMode local = new LocalOutput("web", Origin.VMWARE, 2, DiskFormat.COW, Allocation.SPARSE);

        for (OutputMode mode : List.of(local, new RhevOutput())) {
            JobPlan read = written(mode);
            assertThat(read.output()).isEqualTo(mode);
            assertThat(read.place().output()).isEqualTo(mode);
        }
    }

    @Test
    void oneOfAnOldVersionMeansRhev() throws Exception {
        written(new RhevOutput());
        String text = Files.readString(file());
        Files.writeString(file(), text.replaceFirst("(?s),\\s*\"output\"\\s*:\\s*\\{[^}]*\\}", ""));
        assertThat(file()).content().doesNotContain("output");

        assertThat(JsonFiles.read(file(), JobPlan.class).output()).isEqualTo(new RhevOutput());
    }

    private JobPlan written(OutputMode mode) throws Exception {
        JsonFiles.write(
                file(),
                new JobPlan(
                        UUID.randomUUID(),
                        null,
                        "/mnt/export",
                        UUID.randomUUID(),
                        null,
                        "/var/tmp/v2v",
                        null,
                        List.of(1L),
                        null,
                        null,
                        List.of(),
                        mode));
        return JsonFiles.read(file(), JobPlan.class);
    }

    private Path file() {
        return folder.resolve("plan.json");
    }
}
