package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.config.StartException;

class RuntimeFolderTest {
    @TempDir
    Path folder;

    @Test
    void itIsMadeForTheOwnerAlone() throws IOException {
        Path made = runtime(folder.resolve("a/run")).path();
        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(permissions(made.getParent())).isEqualTo("rwx------");
    }

    @Test
    void oneThatOthersMayReadIsClosed() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        runtime(open).path();
        assertThat(permissions(open)).isEqualTo("rwx------");
    }

    @Test
    void aLinkOrAFileThatSomebodyHasPutThereIsRefused() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        assertThatThrownBy(() -> runtime(link).path())
                .isInstanceOf(StartException.class)
                .hasMessageContaining(link.toString())
                .hasMessageContaining("v2v.runtime-dir");
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> runtime(file).path()).isInstanceOf(StartException.class);
    }

    @Test
    void withoutASettingItIsOnTmpfs() throws IOException {
        Path chosen = runtime(null).path();
        assertThat(Files.getFileStore(chosen).type()).isEqualTo("tmpfs");
        assertThat(permissions(chosen)).isEqualTo("rwx------");
    }

    private static RuntimeFolder runtime(Path configured) {
        EngineConfig config = mock(EngineConfig.class);
        when(config.runtimeDir()).thenReturn(Optional.ofNullable(configured));
        return new RuntimeFolder(config);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
