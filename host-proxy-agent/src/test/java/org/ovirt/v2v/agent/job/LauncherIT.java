package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.unit.ConversionUnits;
import org.ovirt.v2v.agent.unit.UnitSettings;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

/** The launcher does its part without an agent, also on a disk that is full. */
class LauncherIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    private final UUID id = UUID.randomUUID();
    private final TestingFolder folder = TestingFolder.create("launcher");
    private final TestingExportDomain smallDisk = TestingExportDomain.createOnFileSystemOf(1);
    private final Path disk = smallDisk.root();
    private final JobFolder job = new JobFolder(disk.resolve(id.toString()));
    private final Path password = folder.resolve("password");
    private final Path goOn = folder.resolve("go-on");
    private JobPlan plan;

    @BeforeEach
    void start() throws IOException {
        job.create();
        Files.writeString(password, "secret");
        plan = new JobPlan(
                id,
                null,
                "/",
                UUID.randomUUID(),
                UUID.randomUUID(),
                "/nowhere",
                password.toString(),
                List.of(),
                null,
                null,
                List.of(),
                null);
        String script = "until [ -e " + goOn + " ]; do sleep 0.1; done; exit 3";
        Launcher launcher = new Launcher(new ConversionUnits(
                new UnitSettings(AgentConfig.Units.NEVER, Optional.empty(), Optional.empty(), Optional.empty())));
        launcher.start(plan, job, Map.of(), List.of("sh", "-c", script));
        await().atMost(TIME_OUT).until(() -> job.launcher().isPresent());
    }

    @AfterEach
    void remove() {
        new JobProcesses(id).kill();
        await().atMost(TIME_OUT).until(() -> new JobProcesses(id).list().isEmpty());
        smallDisk.close();
        folder.close();
    }

    @Test
    void theOutcomeIsWrittenDownAsSoonAsThereIsRoom() throws Exception {
        Path filler = fill();
        Files.createFile(goOn);
        await().atMost(TIME_OUT).until(() -> Files.exists(job.path().resolve("exit.new")));
        assertThat(job.exitCode()).isEmpty();
        assertThat(password).doesNotExist();

        Files.delete(filler);

        await().atMost(TIME_OUT).until(() -> job.exitCode().equals(Optional.of(3)));
    }

    @Test
    void thePasswordIsGoneWhenVirtV2vHasEnded() throws Exception {
        assertThat(password).exists();
        Files.createFile(goOn);

        await().atMost(TIME_OUT).until(() -> job.exitCode().isPresent());

        assertThat(password).doesNotExist();
    }

    @Test
    void theLauncherEndsWhenItsFolderIsGone() throws Exception {
        fill();
        Files.createFile(goOn);
        await().atMost(TIME_OUT).until(() -> Files.exists(job.path().resolve("exit.new")));

        new TreeDeletion().delete(job.path());

        await().atMost(TIME_OUT).until(() -> new JobProcesses(id).list().isEmpty());
    }

    /** As one that a systemd lets go that had hung, when the agent has long started another one. */
    @Test
    void aLauncherThatComesLateDoesNothing() throws Exception {
        JobFolder other = new JobFolder(disk.resolve("other"));
        other.create();
        assertThat(other.takeLaunch()).isTrue();

        launch(other);

        assertThat(folder.resolve("done")).doesNotExist();
        assertThat(other.hasLauncher()).isFalse();
    }

    @Test
    void aLauncherThatWasFirstIsTheOnlyOne() throws Exception {
        JobFolder other = new JobFolder(disk.resolve("other"));
        other.create();

        launch(other);

        assertThat(folder.resolve("done")).exists();
        assertThat(other.exitCode()).contains(0);
        assertThat(other.takeLaunch()).isFalse();
    }

    /** As systemd would, and waits for its end. */
    private void launch(JobFolder other) throws Exception {
        List<String> command = new ArrayList<>(Launcher.arguments(
                plan,
                other,
                JobFolder.LAUNCH,
                List.of("touch", folder.resolve("done").toString())));
        command.remove("--fork");
        Process process = new ProcessBuilder(command).start();
        assertThat(process.waitFor(TIME_OUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] page = new byte[4096];
        try (OutputStream stream = Files.newOutputStream(filler)) {
            while (true) {
                stream.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
            return filler;
        }
    }
}
