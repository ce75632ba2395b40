package org.ovirt.v2v.engine.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileCheckTest {
    @TempDir
    private Path folder;

    @Test
    void settingsThatCannotBeReadAreNotPassedOver() throws IOException {
        // root may read everything, but not follow a link to itself
        Path file = Files.createSymbolicLink(folder.resolve("engine.properties"), folder.resolve("engine.properties"));

        assertThatThrownBy(() -> SettingsFileCheck.require(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("chmod 0755 " + folder);
    }

    @Test
    void anEngineNeedsNoSettingsFile() throws IOException {
        Path missing = folder.resolve("engine.properties");
        Path readable = Files.createFile(folder.resolve("other.properties"));

        assertThatCode(() -> SettingsFileCheck.require(missing)).doesNotThrowAnyException();
        assertThatCode(() -> SettingsFileCheck.require(readable)).doesNotThrowAnyException();
    }
}
