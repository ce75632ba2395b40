package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.testbed.TestingFolder;

/** Where passwords may lie, and where they are refused a place. */
class SecretFilesTest {
    private static final Secret PASSWORD = new Secret("p<&é word");

    private final UUID job = UUID.randomUUID();
    private Path memory;

    @BeforeEach
    void createFolder() throws IOException {
        memory = Files.createTempDirectory(Path.of("/dev/shm"), "v2v-secrets-test.");
    }

    @AfterEach
    void removeFolder() {
        TestingFolder.delete(memory);
    }

    @Test
    void aPasswordIsWrittenAsItIsForNobodyElse() throws IOException {
        SecretFiles files = SecretFiles.in(Optional.of(memory.resolve("own")));

        files.write(files.file(job), PASSWORD);

        assertThat(files.file(job)).content().isEqualTo("p<&é word");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.file(job))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory.resolve("own"))))
                .isEqualTo("rwx------");
    }

    @Test
    void noPasswordReachesADisk() {
        try (TestingFolder disk = TestingFolder.create("secrets")) {
            SecretFiles files = SecretFiles.in(Optional.of(disk.path()));

            assertThatThrownBy(() -> files.write(files.file(job), PASSWORD))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("must not reach a disk")
                    .hasMessageContaining(disk.path().toString())
                    .hasMessageNotContaining(PASSWORD.value());
            assertThat(disk.path()).isEmptyDirectory();
        }
    }

    @Test
    void aLinkThatSomebodyHasPutThereIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(memory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(memory.resolve("link"), elsewhere);
        SecretFiles files = SecretFiles.in(Optional.of(link));

        assertThatThrownBy(() -> files.write(files.file(job), PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a folder of the agent's own user");
        assertThat(elsewhere).isEmptyDirectory();
    }
}
