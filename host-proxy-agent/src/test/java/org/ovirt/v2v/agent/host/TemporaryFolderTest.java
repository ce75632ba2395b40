package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Whether conversions can begin with the folder for temporary files, and who hears of it. */
class TemporaryFolderTest {
    private static final long NEEDED = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void aFolderWithTheSpaceThatOneConversionNeedsIsNoProblem() {
        assertThat(new TemporaryFolder(folder, place -> NEEDED).problem()).isEmpty();
    }

    @Test
    void aFolderWithLessIsAProblem() {
        assertThat(new TemporaryFolder(folder, place -> NEEDED - 1).problem())
                .contains(Failure.of(
                        FailureCode.TEMPORARY_SPACE,
                        "The temporary folder " + folder + " has 1023 MiB free; virt-v2v needs 1024."));
    }

    @Test
    void enginesAreToldOfIt() throws Exception {
        Path missing = folder.resolve("missing");
        AgentConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AgentConfig.class)
                .withDefaultValues(Map.of("agent.v2v.temp-dir", missing.toString()))
                .build()
                .getConfigMapping(AgentConfig.class);
        KvmKnowledge kvm = new KvmKnowledge() {
            @Override
            public Optional<Boolean> works() {
                return Optional.empty();
            }

            @Override
            public Optional<String> doubt() {
                return Optional.empty();
            }
        };

        assertThat(new HostInspection("1.0", config, kvm).capabilities().problems())
                .contains(Failure.of(
                        FailureCode.TEMPORARY_SPACE, "There is no temporary folder " + missing + " on this host."));
    }
}
