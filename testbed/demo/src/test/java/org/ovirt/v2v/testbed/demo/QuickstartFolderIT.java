package org.ovirt.v2v.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;

/**
 * Which folders {@code bin/quickstart} takes for its own, and that it leaves all others as they are. The script runs as people run
 * it; where the folder is accepted it ends soon, since the vCenter that it is given does not exist.
 */
class QuickstartFolderIT {
    private static final String ACCEPTED = "cannot be reached by https";
    private static final String FREE = "V2V_DEMO_DIR=";

    private TestingFolder around;
    private Path password;
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Command.requireRoot("bin/quickstart wants that");
        around = TestingFolder.create("quickstart");
        password = Files.writeString(around.resolve("password"), "secret");
        folder = around.resolve("demo");
    }

    @AfterEach
    void close() {
        around.close();
    }

    /** What is written goes to a layer above the folder, in a mount namespace of its own: the machine is safe, whatever happens. */
    @ParameterizedTest
    @ValueSource(strings = {"/srv", "/tmp", "/var", "/var/tmp", "/opt", "/var/lib"})
    void aFolderOfTheSystemIsRefusedAndNothingOfItChanges(String system) throws Exception {
        Path script = Files.writeString(
                around.resolve("protected"),
                """
                #!/bin/bash
                set -eu
                folder=$1
                layer=$2
                shift 2
                mount -t tmpfs layer "$layer"
                mkdir "$layer/upper" "$layer/work"
                chown --reference="$folder" "$layer/upper"
                chmod --reference="$folder" "$layer/upper"
                touch --reference="$folder" "$layer/upper"
                mount -t overlay overlay -o "lowerdir=$folder,upperdir=$layer/upper,workdir=$layer/work" "$folder"
                mkdir -p "$folder/export" && touch "$folder/export/mine" # what an earlier bin/quickstart deleted
                state() { (cd "$layer/upper" && find . -printf '%p %m %u %g %T@\\n' | sort); }
                before=$(state)
                status=0
                "$@" || status=$?
                [ "$(state)" = "$before" ] || { echo "CHANGED"; diff <(echo "$before") <(state); }
                exit $status
                """);
        Path layer = Files.createDirectory(
                Path.of("/dev/shm", "v2v-layer." + ProcessHandle.current().pid()));
        try {
            Outcome outcome =
                    run(Path.of(system), "unshare", "--mount", "bash", script.toString(), system, layer.toString());

            assertRefused(outcome, system);
            assertThat(outcome.output()).doesNotContain("CHANGED");
        } finally {
            Files.delete(layer);
        }
    }

    @Test
    void aFolderWithSomebodysFileIsRefusedAndNothingOfItChanges() throws Exception {
        Files.createDirectories(folder.resolve("export/d0"));
        Files.writeString(folder.resolve("export/d0/mine"), "mine");
        Files.createDirectories(folder.resolve("logs"));
        SortedMap<String, String> before = state(folder);

        assertRefused(run(folder), "export");

        assertThat(state(folder)).isEqualTo(before);
    }

    @Test
    void aFolderMarkedForAnotherPlaceIsRefusedAndNothingOfItChanges() throws Exception {
        assertThat(run(around.resolve("other")).output()).contains(ACCEPTED);
        Files.move(around.resolve("other"), folder);
        SortedMap<String, String> before = state(folder);

        assertRefused(run(folder), around.resolve("other").toString());

        assertThat(state(folder)).isEqualTo(before);
    }

    @Test
    void aMarkThatALinkPointsToIsNone() throws Exception {
        assertThat(run(around.resolve("other")).output()).contains(ACCEPTED);
        Files.createDirectory(folder);
        Files.createSymbolicLink(
                folder.resolve(DemoFolder.MARKER), around.resolve("other").resolve(DemoFolder.MARKER));

        assertRefused(run(folder), DemoFolder.MARKER);
    }

    @Test
    void aLinkIsRefusedAndWhatItPointsToIsLeftAlone() throws Exception {
        Path target = Files.createDirectory(around.resolve("target"));
        Files.createSymbolicLink(folder, target);
        SortedMap<String, String> before = state(target);

        assertRefused(run(folder), target.toString());

        assertThat(state(target)).isEqualTo(before);
    }

    @Test
    void aFolderThatAnotherUserCouldExchangeIsRefused() throws Exception {
        Path users = Files.createDirectory(around.resolve("users"));
        Command.run(List.of("chown", "nobody", users.toString()));

        assertRefused(run(users.resolve("demo")), "nobody");
        assertRefused(run(users), "nobody");
        assertThat(users).isEmptyDirectory();
    }

    @Test
    void anEmptyFolderThatOthersMayWriteToIsRefused() throws Exception {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertRefused(run(folder), "others than root may write");

        assertThat(folder).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxrwxrwx");
    }

    @Test
    void theFreeFolderThatIsNamedIsAccepted() throws Exception {
        Files.createDirectory(folder);
        Files.createFile(folder.resolve("mine"));
        String output = run(folder).output();
        Path named = Path.of(
                output.substring(output.lastIndexOf(FREE) + FREE.length()).strip());

        assertThat(named).doesNotExist();
        assertThat(run(named).output()).contains(ACCEPTED);
    }

    @Test
    void aNewAnEmptyAndItsOwnFolderAreAccepted() throws Exception {
        Path deep = around.resolve("new/folder");
        assertThat(run(deep).output()).contains(ACCEPTED);
        Files.createDirectory(folder);
        assertThat(run(folder).output()).contains(ACCEPTED);
        assertThat(folder.resolve(DemoFolder.MARKER)).content().contains("folder=" + folder);

        Files.createFile(folder.resolve("export")); // of the run before
        assertThat(run(folder).output()).contains(ACCEPTED);
        assertThat(DemoFolder.open(folder).path()).isEqualTo(folder);
    }

    @Test
    void ofSeveralAtOnceEachWaitsForNoneAndBreaksNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            processes.add(start(folder));
        }
        for (Process process : processes) {
            assertThat(Outcome.of(process).output()).containsAnyOf(ACCEPTED, "another bin/quickstart uses " + folder);
        }
        assertThat(DemoFolder.open(folder).path()).isEqualTo(folder);
    }

    @Test
    void oneThatIsInUseIsRefused() throws Exception {
        assertThat(run(folder).output()).contains(ACCEPTED);
        Process other = new ProcessBuilder("flock", folder.toString(), "sleep", "60").start();
        try {
            SortedMap<String, String> before = state(folder);
            await().until(() -> run(folder).output().contains("another bin/quickstart uses " + folder));
            assertThat(state(folder).keySet()).isEqualTo(before.keySet());
        } finally {
            other.descendants().forEach(ProcessHandle::destroy);
            other.destroy();
        }
    }

    private static void assertRefused(Outcome outcome, String named) {
        assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(named, "Nothing of it was touched", FREE)
                .doesNotContain(ACCEPTED);
    }

    /** Every file with its kind, owner, mode and time of change. */
    private static SortedMap<String, String> state(Path top) throws IOException {
        SortedMap<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.toList()) {
                state.put(
                        file.toString(),
                        Files.readAttributes(
                                        file,
                                        "unix:mode,uid,gid,lastModifiedTime,ctime,size",
                                        LinkOption.NOFOLLOW_LINKS)
                                .toString());
            }
        }
        return state;
    }

    private Outcome run(Path demo, String... wrapper) throws IOException, InterruptedException {
        return Outcome.of(start(demo, wrapper));
    }

    private Process start(Path demo, String... wrapper) throws IOException {
        List<String> command = new ArrayList<>(List.of(wrapper));
        command.add(Repository.file("bin/quickstart").toString());
        command.addAll(List.of("--vcenter", "127.0.0.1:" + FreePort.find(), "--user", "u", "--vm", "vm"));
        command.addAll(List.of("--password-file", password.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("V2V_DEMO_DIR", demo.toString());
        return builder.start();
    }

    private record Outcome(int status, String output) {
        static Outcome of(Process process) throws IOException, InterruptedException {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        }
    }
}
