package org.ovirt.v2v.engine.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.config.StartException;

/** What becomes of an embedded database whose upgrade is interrupted. */
class UpgradeBackupTest {
    private static final String USER = "engine";
    private static final String OLD = "6";
    private static final String INTERRUPTED = "8";

    @TempDir
    Path home;

    private final EngineConfig config = mock(EngineConfig.class);
    private final DatabaseSettings settings = mock(DatabaseSettings.class);
    private Path folder;
    private String url;
    private EngineIdentity identity;

    @BeforeEach
    void makeAnOldDatabase() throws SQLException {
        folder = home.resolve("it's/database");
        url = "jdbc:h2:file:" + folder.resolve("engine") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        when(config.home()).thenReturn(home);
        when(settings.url()).thenReturn(url);
        identity = new EngineIdentity(config);
        old().target(OLD).load().migrate();
        execute("create table kept as select 1 as number");
    }

    @AfterEach
    void release() {
        identity.release();
    }

    @Test
    void anUpgradeThatWasInterruptedBeginsAnew() throws IOException, SQLException {
        assertThatThrownBy(() -> upgrade(new Interruption()).migrate()).hasStackTraceContaining("interrupted");
        assertThat(content()).contains("before-upgrade.zip");
        execute("insert into kept values (2)");
        // as if that had been interrupted too
        Files.writeString(folder.resolve("before-upgrade.tmp"), "not all of it");

        Flyway again = upgrade();
        assertThat(number("select number from kept")).isEqualTo(1);
        again.migrate();

        assertThat(again.info().pending()).isEmpty();
        assertThat(number("select count(*) from import_attempts")).isZero();
        assertThat(content()).contains("engine.mv.db").noneMatch(file -> file.startsWith("before-upgrade"));
    }

    @Test
    void withoutABackupItCannotGoOn() {
        assertThatThrownBy(() -> old().callbacks(new Interruption()).load().migrate())
                .hasStackTraceContaining("interrupted");

        assertThatThrownBy(() -> upgrade().migrate()).isInstanceOf(FlywayException.class);
    }

    @Test
    void aDatabaseThatIsNotUpgradedIsNotPutBack() throws IOException, SQLException {
        upgrade().migrate();
        execute("insert into kept values (2)");
        // an engine was killed while it made its backup
        Files.writeString(folder.resolve("before-upgrade.tmp"), "not all of it");

        upgrade().migrate();

        assertThat(number("select max(number) from kept")).isEqualTo(2);
        assertThat(content()).doesNotContain("before-upgrade.zip");
    }

    @Test
    void whatCannotBePutBackIsTold() throws IOException {
        Files.writeString(folder.resolve("before-upgrade.zip"), "no archive");

        assertThatThrownBy(this::upgrade)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("before-upgrade.zip cannot be put back");
    }

    @Test
    void otherDatabasesAreLeftAlone() {
        assertThat(UpgradeBackup.of("jdbc:postgresql://database/engine")).isEmpty();
        assertThat(UpgradeBackup.of("jdbc:h2:mem:engine")).isEmpty();
        assertThatCode(() ->
                        UpgradeBackup.of("jdbc:h2:file:" + home).orElseThrow().putBack())
                .doesNotThrowAnyException();
    }

    /** Ends an upgrade after the first statement of a migration. */
    private static final class Interruption extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE
                    && context.getMigrationInfo().getVersion().getVersion().equals(INTERRUPTED);
        }

        @Override
        public void handle(Event event, Context context) {
            try (Statement sql = context.getConnection().createStatement()) {
                sql.execute("create table import_attempts (job_id uuid primary key)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("interrupted");
        }
    }

    private FluentConfiguration old() {
        return Flyway.configure().dataSource(url, USER, "").locations("db/migration");
    }

    /** As the engine does it when it starts, and then more; without the look for other engines, which wants Quarkus. */
    private Flyway upgrade(Callback... more) {
        FluentConfiguration upgrade = old();
        new DatabaseCheck(identity, settings, mock(EngineConfig.class)).ofH2().customize(upgrade);
        return upgrade.callbacks(Stream.concat(
                                Stream.of(upgrade.getCallbacks()).filter(UpgradeBackup.class::isInstance),
                                Stream.of(more))
                        .toArray(Callback[]::new))
                .load();
    }

    private List<String> content() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(Path::toString).toList();
        }
    }

    private int number(String query) throws SQLException {
        try (Connection database = DriverManager.getConnection(url, USER, "");
                Statement sql = database.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            found.next();
            return found.getInt(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection database = DriverManager.getConnection(url, USER, "");
                Statement sql = database.createStatement()) {
            sql.execute(statement);
        }
    }
}
