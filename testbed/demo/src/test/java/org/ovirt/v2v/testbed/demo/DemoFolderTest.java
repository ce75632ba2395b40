package org.ovirt.v2v.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo removes, what it keeps, and that it touches no folder but its own. */
class DemoFolderTest {
    @TempDir
    Path parent;

    private Path path;

    @BeforeEach
    void realPath() throws IOException {
        path = Files.createDirectory(parent.toRealPath().resolve("demo"));
    }

    @Test
    void aFolderWithoutMarkIsRefused() {
        assertThatThrownBy(() -> DemoFolder.open(path))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining(path.toString());
    }

    @Test
    void aFolderWithTheMarkOfAnotherIsRefused() throws IOException {
        Files.writeString(path.resolve(DemoFolder.MARKER), "folder=/var/lib/other\n");
        assertThatThrownBy(() -> DemoFolder.open(path)).isInstanceOf(DemoException.class);
    }

    @Test
    void aMarkElsewhereThatALinkPointsToIsNone() throws IOException {
        Path elsewhere = Files.writeString(path.resolveSibling("mark"), "folder=" + path + "\n");
        Files.createSymbolicLink(path.resolve(DemoFolder.MARKER), elsewhere);
        assertThatThrownBy(() -> DemoFolder.open(path)).isInstanceOf(DemoException.class);
    }

    @Test
    void aLinkToItsOwnFolderIsRefused() throws IOException {
        DemoFolder own = own();
        Path link = Files.createSymbolicLink(path.resolveSibling("link"), own.path());
        assertThatThrownBy(() -> DemoFolder.open(link)).isInstanceOf(DemoException.class);
    }

    @Test
    void logsImportsAndTheApplianceAreKept() throws IOException {
        DemoFolder own = own();
        Path log = file("logs/agent.log");
        Path appliance = file("tmp/.guestfs-0/appliance.d/root");
        Path imported = file("export-20260101-000000/d0/master/vms/1/1.ovf");
        Path disk = file("export-20260101-000000/d0/images/2/3");

        own.removeState();

        assertThat(log).exists();
        assertThat(appliance).exists();
        assertThat(imported).exists();
        assertThat(disk).exists();
        assertThat(path.resolve(DemoFolder.MARKER)).exists();
    }

    @Test
    void stateAndHalfMadeMachinesAreRemoved() throws IOException {
        DemoFolder own = own();
        file("engine/home/database/engine.mv.db");
        file("agent/state/jobs/1/state");
        file("pki/ca.key");
        file("tmp/v2v-guest.1/guest.raw");
        file("export/.v2v/1/d0/master/vms/1/1.ovf");
        file("export/d0/dom_md/metadata");

        own.removeState();

        for (String gone : new String[] {"engine", "agent", "pki", "export"}) {
            assertThat(path.resolve(gone)).doesNotExist();
        }
        assertThat(path.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void secretsAreRemovedWithTheLinkToThem() {
        DemoFolder own = own();
        MemoryFolder secrets = MemoryFolder.create();
        assertThat(secrets.passwordFile("password")).exists();
        own.remember(secrets);

        own.removeState();

        assertThat(secrets.path()).doesNotExist();
        assertThat(path.resolve("secrets")).doesNotExist();
    }

    @Test
    void aLinkToAnythingElseThanSecretsIsRemovedAlone() throws IOException {
        DemoFolder own = own();
        Path foreign = Files.createDirectory(path.resolveSibling("foreign"));
        Files.createSymbolicLink(path.resolve("secrets"), foreign);
        Files.createSymbolicLink(path.resolve("engine"), foreign);
        Path kept = Files.createFile(foreign.resolve("kept"));

        own.removeState();

        assertThat(kept).exists();
        assertThat(path.resolve("secrets")).doesNotExist();
        assertThat(path.resolve("engine")).doesNotExist();
    }

    private DemoFolder own() {
        try {
            Files.writeString(path.resolve(DemoFolder.MARKER), "text\nfolder=" + path + "\nuser=root\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DemoFolder.open(path);
    }

    private Path file(String relative) throws IOException {
        Path file = path.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
