package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingMount;
import org.ovirt.v2v.testbed.TestingPki;

/** The settings file as it is installed, read by the engine as it is installed. */
@Tag("process")
class SettingsIT {
    private static final String FILE = "engine-external-provider/src/main/dist/share/engine.properties";

    /** Folders, files and ports, which a test has elsewhere. */
    private static final String PLACES =
            "v2v\\.(home|runtime-dir|pki\\..*|web\\..*|admin\\.password-file|oidc\\.(ca|client-secret-file)|ovirt-sso\\.(url|ca|client-secret-file))|quarkus\\.http\\..*";

    private final TestingPki pki = TestingPki.create();

    @AfterEach
    void close() {
        pki.close();
    }

    @Test
    void theFileCanBeUsedAsItIsWithEverythingSwitchedOn() throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(Files.readString(Repository.file(FILE)).replaceAll("(?m)^#(?=\\S)", "")));
        assertThat(settings.stringPropertyNames()).contains("v2v.home", "v2v.host.list-timeout", "quarkus.http.host");
        EngineProcess.Builder builder = EngineProcess.builder(pki);
        settings.stringPropertyNames().stream()
                .filter(name -> !name.matches(PLACES))
                .forEach(name -> builder.set(name, settings.getProperty(name)));

        try (EngineProcess engine = builder.start()) {
            assertThat(engine.log()).doesNotContain("Unrecognized configuration key");
            assertThat(engine.home().resolve("database/engine.mv.db")).exists();
        }
    }

    @Test
    void aNameThatIsNotKnownKeepsTheEngineFromStartingAndTheRightOneIsNamed() {
        EngineProcess.Builder builder = EngineProcess.builder(pki).set("v2v.imports.per-hots", "3");

        assertThatThrownBy(builder::start)
                .hasMessageContaining("v2v.imports.per-hots (did you mean v2v.imports.per-host,")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void aNameWithoutItsBeginningKeepsTheEngineFromStartingAndTheRightOneIsNamed() {
        EngineProcess.Builder builder = EngineProcess.builder(pki).set("imports.per-host", "2");

        assertThatThrownBy(builder::start)
                .hasMessageContaining("imports.per-host (did you mean v2v.imports.per-host,")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void aNumberThatIsTooSmallKeepsTheEngineFromStartingAndTheSettingIsNamed() {
        EngineProcess.Builder builder = EngineProcess.builder(pki).set("v2v.imports.in-all", "0");

        assertThatThrownBy(builder::start)
                .hasMessageContaining("v2v.imports.in-all")
                .hasMessageContaining("it has to be 1 or more")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void aTimeThatIsOutOfBoundsKeepsTheEngineFromStartingAndTheSettingIsNamed() {
        EngineProcess.Builder never = EngineProcess.builder(pki).set("v2v.imports.sweep-interval", "0");
        EngineProcess.Builder late = EngineProcess.builder(pki).set("v2v.imports.progress-heart-beat", "60s");

        assertThatThrownBy(never::start)
                .hasMessageContaining("v2v.imports.sweep-interval")
                .hasMessageContaining("it has to be 1s to 1d")
                .hasMessageNotContaining("\tat ");
        assertThatThrownBy(late::start)
                .hasMessageContaining("v2v.imports.progress-heart-beat")
                .hasMessageContaining("it has to be 1s to 30s")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void aFolderThatTheUnitKeepsReadOnlyIsTold() {
        try (TestingFolder folder = TestingFolder.create("read-only");
                TestingMount mounted = TestingMount.readOnly(folder.path(), folder.resolve("home"))) {
            EngineProcess.Builder home =
                    EngineProcess.builder(pki).set("v2v.home", mounted.path().toString());
            EngineProcess.Builder key = EngineProcess.builder(pki)
                    .set(
                            "v2v.secrets.key-file",
                            mounted.path().resolve("secrets.key").toString());

            assertThatThrownBy(home::start)
                    .hasMessageContaining("engine.id")
                    .hasMessageContaining(
                            "Read-only file system. The unit lets the engine write only in its own folders")
                    .hasMessageContaining("ReadWritePaths= in docs/administration.md")
                    .hasMessageNotContaining("\tat ");
            assertThatThrownBy(key::start)
                    .hasMessageContaining("secrets.key")
                    .hasMessageContaining("ReadWritePaths= in docs/administration.md")
                    .hasMessageNotContaining("\tat ");
        }
    }
}
