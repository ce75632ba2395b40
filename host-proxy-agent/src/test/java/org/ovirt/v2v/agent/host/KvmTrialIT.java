package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tries KVM for a look leaves nothing behind. */
class KvmTrialIT {
    @TempDir
    Path folder;

    @Test
    void theResultIsWaitedForAndNothingStays() {
        KvmFinding finding = new KvmTrial(folder.resolve("state"), folder, "1.0.0")
                .run(
                        appliance -> () -> {
                            write(appliance.resolve("appliance"));
                            return KvmFinding.failing("of " + appliance.getParent());
                        },
                        () -> {});

        assertThat(finding).isEqualTo(KvmFinding.failing("of " + folder));
        assertThat(folder).isEmptyDirectory();
    }

    /** Ctrl-C, or an installer that gives up. */
    @Test
    void aProgramThatIsEndedMeanwhileTakesItsToolsWithIt() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("tool")));
            long tool = Long.parseLong(Files.readString(folder.resolve("tool")).strip());
            assertThat(ProcessHandle.of(tool)).isPresent();

            program.destroy();

            assertThat(program.onExit().get()).isNotNull();
            assertThat(ProcessHandle.of(tool).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(folder.toFile().list()).containsExactly("tool");
        } finally {
            program.destroyForcibly();
        }
    }

    /** Tries a tool that hangs, in the folder that it is given. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            new KvmTrial(folder.resolve("state"), folder, "1.0.0")
                    .run(
                            appliance -> () -> ApplianceKvmTest.finding(
                                    "it",
                                    ToolRun.of(
                                            Duration.ofMinutes(10),
                                            List.of(
                                                    "sh",
                                                    "-c",
                                                    "echo $$ >\"$0.new\" && mv \"$0.new\" \"$0\"; exec sleep 600",
                                                    folder.resolve("tool").toString()))),
                            () -> {});
        }
    }

    private static void write(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
