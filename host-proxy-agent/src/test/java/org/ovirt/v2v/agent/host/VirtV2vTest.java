package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.TestingFolder;

/** An agent that runs notices what happens to virt-v2v. */
class VirtV2vTest {
    private final TestingFolder folder = TestingFolder.create("host");
    private final Path program = folder.resolve("virt-v2v");
    private final VirtV2v virtV2v = new VirtV2v(program.toString());

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void anInstallationAnUpdateAndARemovalAreNoticed() throws Exception {
        assertThat(virtV2v.look()).isEmpty();

        install("echo virt-v2v 2.2.0");
        assertThat(virtV2v.look()).get().extracting(VirtV2v.Installed::version).isEqualTo("2.2.0");

        install("echo virt-v2v 2.7.1");
        Files.setLastModifiedTime(program, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(virtV2v.look()).get().extracting(VirtV2v.Installed::version).isEqualTo("2.7.1");

        Files.delete(program);
        assertThat(virtV2v.look()).isEmpty();
    }

    @Test
    void oneThatFailedOnceIsAskedAgain() throws Exception {
        Path busy = Files.createFile(folder.resolve("busy"));
        install("if [ -e " + busy + " ]; then echo no memory >&2; exit 1; fi; echo virt-v2v 2.2.0");
        assertThat(virtV2v.look()).isEmpty();
        assertThat(virtV2v.failed()).get().extracting(ToolRun::lines).isEqualTo(List.of("no memory"));

        Files.delete(busy);

        assertThat(virtV2v.look()).isPresent();
        assertThat(virtV2v.failed()).isEmpty();
    }

    @Test
    void oneThatIsOnlySlowIsWaitedFor() throws Exception {
        install("[ $1 = --version ] || timeout 5 sh -c 'while :; do :; done'; echo virt-v2v 2.2.0");

        assertThat(virtV2v.look()).get().extracting(VirtV2v.Installed::version).isEqualTo("2.2.0");
    }

    @Test
    void oneThatTheHostIsTooBusyForIsNotTakenForABrokenOne() throws Exception {
        install("while :; do :; done");
        VirtV2v impatient = new VirtV2v(program.toString(), Duration.ofSeconds(5));

        assertThat(impatient.look()).isEmpty();
        assertThat(impatient.wasLate()).isTrue();

        install("exit 1");
        assertThat(impatient.look()).isEmpty();
        assertThat(impatient.wasLate()).isFalse();
    }

    private void install(String script) throws Exception {
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
