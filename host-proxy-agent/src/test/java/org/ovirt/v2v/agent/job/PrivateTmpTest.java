package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.testbed.TestingFolder;

/** A conversion has a /tmp of its own, unless that would hide what it needs. */
class PrivateTmpTest {
    private static final Path MOUNTED = Path.of("/rhev/data-center/mnt/nas:_export");

    private final TestingFolder folder = TestingFolder.create("private");

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void itLiesAmongTheTemporaryFilesOfTheJob() throws Exception {
        assertThat(PrivateTmp.make(folder.path(), List.of(folder.path(), Path.of("/nowhere")), List.of(MOUNTED)))
                .contains(new BindMount(folder.resolve("t/tmp"), Path.of("/tmp")));

        assertThat(mode("t/tmp")).isEqualTo(01777);
        // else any user of the host could leave something there for root to remove
        assertThat(mode("t")).isEqualTo(0700);
    }

    @Test
    void whatTheConversionNeedsIsNotHidden() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/tmp"));

        for (Path hidden : List.of(Path.of("/tmp/virt-v2v"), Path.of("/var/../tmp/x"), Path.of("/tmp"), link)) {
            assertThat(PrivateTmp.make(folder.path(), List.of(folder.path(), hidden), List.of(MOUNTED)))
                    .as("%s", hidden)
                    .isEmpty();
        }
        assertThat(PrivateTmp.make(folder.path(), List.of(), List.of(MOUNTED, Path.of("/tmp/virtio-win.iso"))))
                .isEmpty();
        assertThat(folder.resolve("t")).doesNotExist();
    }

    private int mode(String name) throws IOException {
        return (int) Files.getAttribute(folder.resolve(name), "unix:mode") & 07777;
    }
}
