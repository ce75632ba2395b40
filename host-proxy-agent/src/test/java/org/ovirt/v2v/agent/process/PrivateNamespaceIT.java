package org.ovirt.v2v.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real unshare(1); needs root. */
class PrivateNamespaceIT {
    @TempDir
    private Path folder;

    @Test
    void theProgramSeesTheSourceAndNobodyElseDoes() throws Exception {
        Path source = Files.writeString(folder.resolve("source $(id) \"'"), "mine");
        Path target = Files.writeString(folder.resolve("target -- x"), "theirs");

        Process process = start(List.of(new BindMount(source, target)), List.of("cat", target.toString()));

        assertThat(output(process)).isEqualTo("mine");
        assertThat(target).hasContent("theirs");
    }

    @Test
    void aFolderIsInMemoryForTheProgramAloneAndRunsScripts() throws Exception {
        Path memory = Files.createDirectory(folder.resolve("memory"));
        String script = "stat -f -c %T . && printf 'echo ran' >script && chmod +x script && ./script && stat -c %a .";

        Process process = new ProcessBuilder(PrivateNamespace.wrap(
                        List.of(), Optional.of(memory), List.of("sh", "-c", "cd " + memory + " && " + script)))
                .start();

        assertThat(output(process).lines()).containsExactly("tmpfs", "ran", "711");
        assertThat(memory).isEmptyDirectory();
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        String odd = "$(touch x); `id` -- \"quoted\" 'too' *";

        Process process = start(List.of(new BindMount(file, file)), List.of("printf", "%s|", odd, "--", ""));

        assertThat(output(process)).isEqualTo(odd + "|--||");
    }

    @Test
    void aMountThatFailsKeepsTheProgramFromStarting() throws Exception {
        Path missing = folder.resolve("missing");

        Process process = start(List.of(new BindMount(missing, missing)), List.of("echo", "started"));

        assertThat(output(process)).doesNotContain("started");
        assertThat(process.waitFor()).isEqualTo(PrivateNamespace.MOUNT_FAILED);
    }

    private static Process start(List<BindMount> mounts, List<String> command) throws Exception {
        return new ProcessBuilder(PrivateNamespace.wrap(mounts, command)).start();
    }

    private static String output(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
