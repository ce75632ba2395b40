package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.process.PrivateNamespace;

/** Where virt-v2v and the real nbdkit have their temporary files; needs root. */
class SecretTempIT {
    private static final String ASKED = " null --run 'echo $TMPDIR'";

    @TempDir
    private Path folder;

    /** Debian 12's virt-v2v starts it by its name, that of EL 10.3 by its path. */
    @Test
    void nbdkitHasTheDisksFolderHoweverItIsStartedAndVirtV2vTheOneInMemory() throws Exception {
        Path memory = Files.createDirectory(folder.resolve("in memory"));
        Path disk = Files.createDirectory(folder.resolve("on \"disk\""));
        String virtV2v = "echo $TMPDIR; nbdkit" + ASKED + "; " + nbdkit() + ASKED;

        ProcessBuilder builder = new ProcessBuilder(
                PrivateNamespace.wrap(List.of(), Optional.of(memory), SecretTemp.wrap(List.of("sh", "-c", virtV2v))));
        builder.environment().put("TMPDIR", memory.toString());
        builder.environment().put("VIRT_V2V_TMPDIR", disk.toString());
        Process process = builder.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactly(memory.toString(), disk.toString(), disk.toString());
    }

    private static Path nbdkit() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "nbdkit"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
