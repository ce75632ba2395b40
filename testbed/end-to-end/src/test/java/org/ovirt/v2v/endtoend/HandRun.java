package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingVCenter;

/** A virt-v2v command that was seen running, run again by hand with files and a target of its own. */
final class HandRun {
    private static final String MACHINE_READABLE = "--machine-readable=file:";

    private final TestingFolder folder;
    private final Path program;
    private final Captured captured;

    private HandRun(TestingFolder folder, Path program, Captured captured) {
        this.folder = folder;
        this.program = program;
        this.captured = captured;
    }

    /** By this program instead of the one that was seen. */
    static HandRun of(TestingFolder folder, Path program, Captured captured) {
        return new HandRun(folder, program, captured);
    }

    void run() throws IOException, InterruptedException {
        Path run = Files.createDirectory(
                folder.resolve(UUID.randomUUID().toString().substring(0, 8)));
        Path target = run.resolve("target");
        Path temporary = Files.createDirectory(run.resolve("t"));
        Path domain = target.resolve(UUID.randomUUID().toString());
        Files.createDirectories(domain.resolve("images"));
        Files.createDirectories(domain.resolve("master/vms"));
        Command.run(List.of("chown", "-R", "36:36", target.toString()));
        Path password = Files.writeString(run.resolve("password"), TestingVCenter.PASSWORD);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        String option = "";
        for (String argument :
                captured.arguments().subList(1, captured.arguments().size())) {
            if (argument.startsWith(MACHINE_READABLE)) {
                command.add(MACHINE_READABLE + run.resolve("v2v.json"));
            } else {
                command.add(
                        switch (option) {
                            case "-ip" -> password.toString();
                            case "-os" -> target.toString();
                            default -> argument;
                        });
            }
            option = argument;
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(run.resolve("output").toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment().putAll(captured.environment());
        for (String place : List.of("TMPDIR", "LIBGUESTFS_TMPDIR", "VIRT_V2V_TMPDIR")) {
            builder.environment().put(place, temporary.toString());
        }
        int code = builder.start().waitFor();
        assertThat(code).as("%s", Files.readString(run.resolve("output"))).isZero();
        TestingFolder.delete(run);
    }

    /**
     * What a process was started with.
     *
     * @param arguments empty if there is no such process
     */
    record Captured(List<String> arguments, Map<String, String> environment) {
        static final Captured NONE = new Captured(List.of(), Map.of());

        static Captured read(Path process) {
            try {
                Map<String, String> environment = new LinkedHashMap<>();
                for (String variable : parts(process.resolve("environ"))) {
                    int equals = variable.indexOf('=');
                    if (equals > 0) {
                        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
                    }
                }
                return new Captured(parts(process.resolve("cmdline")), environment);
            } catch (IOException e) {
                return NONE; // it has ended, or is no process
            }
        }

        private static List<String> parts(Path file) throws IOException {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.isEmpty()
                    ? List.of()
                    : List.of(text.split("\0", -1)).subList(0, text.split("\0", -1).length - 1);
        }
    }
}
