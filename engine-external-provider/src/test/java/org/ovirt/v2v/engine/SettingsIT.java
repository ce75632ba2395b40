package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.testbed.Repository;

/** The settings file as it is installed, read by the engine as it is installed. */
class SettingsIT {
    private static final String FILE = "engine-external-provider/src/main/dist/share/engine.properties";

    private final InstalledEngine engine = new InstalledEngine();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theFileCanBeUsedAsItIsWithEverythingSwitchedOn() throws IOException {
        String all = Files.readString(Repository.file(FILE)).replaceAll("(?m)^#(?=\\S)", "");
        Properties settings = new Properties();
        settings.load(new StringReader(all));
        assertThat(settings.stringPropertyNames()).contains("v2v.home", "v2v.host.list-timeout", "quarkus.http.host");

        engine.set(
                "quarkus.config.locations",
                Files.writeString(folder.resolve("engine.properties"), all).toString());
        // an example, not a default
        engine.set(
                "v2v.admin.password-file",
                Files.writeString(folder.resolve("password"), "S0me-Passw0rd\n").toString());
        engine.start();

        assertThat(engine.log()).doesNotContain("Unrecognized configuration key", " WARN ");
        assertThat(engine.home().resolve("database/engine.mv.db")).exists();
    }

    @Test
    void aNameThatIsNotKnownKeepsTheEngineFromStartingAndTheRightOneIsNamed() throws IOException {
        engine.set(
                "quarkus.config.locations",
                Files.writeString(folder.resolve("engine.properties"), "v2v.imports.per-hots=3\n")
                        .toString());

        assertThatThrownBy(engine::start)
                .hasMessageContaining("v2v.imports.per-hots (did you mean v2v.imports.per-host,")
                .hasMessageNotContaining("\tat ");
    }
}
