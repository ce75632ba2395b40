package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.peers.DatabaseCheck;
import org.ovirt.v2v.engine.peers.EngineIdentity;

/** What the database of an engine that knew no attempts becomes, with its imports under way; in a schema of its own. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class AttemptsMigrationIT {
    private static final String BEFORE = "6";

    @Inject
    DatabaseSettings settings;

    @Inject
    EngineConfig config;

    @Inject
    EngineIdentity identity;

    @Inject
    @FlywayDataSource("postgresql")
    Instance<Flyway> postgresql;

    @Inject
    @FlywayDataSource("postgresql")
    Instance<FlywayConfigurationCustomizer> ofPostgresql;

    private final String schema =
            "old_" + UUID.randomUUID().toString().replace("-", "").substring(0, 8);
    private Connection connection;

    @BeforeEach
    void makeTheOldSchema() throws SQLException {
        flyway(BEFORE).migrate();
        connection = DriverManager.getConnection(settings.url(), settings.username(), password());
        execute("set " + (isPostgresql() ? "search_path to " : "schema ") + '"' + schema + '"');
    }

    @AfterEach
    void dropIt() throws SQLException {
        execute("drop schema \"" + schema + "\" cascade");
        connection.close();
    }

    @Test
    void importsUnderWayKeepTheirJobsAndWhatIsOwedStaysOwed() throws SQLException {
        UUID queued = add("QUEUED", false, null, false);
        UUID running = add("CONVERTING", true, null, false);
        UUID failed =
                add("FAILED", true, "{\"code\":\"COPY_FAILED\",\"message\":\"broken\",\"remedy\":\"mend\"}", false);
        UUID away = add("CANCELLED", true, null, true);
        UUID neverBegun = add("CANCELLED", false, null, false);

        flyway("latest").migrate();

        assertThat(rows("select attempt || ' ' || retries || ' ' || earlier_jobs from imports"))
                .hasSize(5)
                .containsOnly("1 0 []");
        assertThat(rows("select cast(id as varchar(36)) from imports where attempt_job_id = id"))
                .hasSize(5);
        assertThat(
                        rows(
                                "select cast(job_id as varchar(36)) || ' ' || number || ' ' || host_name || ' ' ||"
                                        + " coalesce(outcome, '-') || ' ' || case when failure is null then '-' else 'why' end || ' ' ||"
                                        + " case when abort_owed then 'owed' else '-' end from import_attempts where import_id = job_id"))
                .containsExactlyInAnyOrder(
                        running + " 1 host - - -", failed + " 1 host FAILED why -", away + " 1 host CANCELLED - owed");
        execute("delete from imports where id in ('" + running + "', '" + failed + "')");
        assertThat(rows("select cast(import_id as varchar(36)) from import_attempts"))
                .containsExactly(away.toString())
                .doesNotContain(queued.toString(), neverBegun.toString());
    }

    /** Longer than the sessions of the pool may rest in a transaction; H2 has no such limits. */
    @Test
    @Tag("postgresql")
    void aMigrationMayTakeLong() throws SQLException {
        FluentConfiguration slow = Flyway.configure()
                .dataSource(postgresql.get().getConfiguration().getDataSource())
                .schemas(schema)
                .table("slow_history")
                .locations("db/slow")
                .baselineOnMigrate(true)
                .baselineVersion("0");
        ofPostgresql.get().customize(slow);
        slow.callbacks(new Callback[0]).load().migrate();

        assertThat(rows("select version from slow_history where success")).contains("1");
        // else an engine whose machine was lost meanwhile would keep all others from starting for hours
        assertThat(rows("select idle from slow_settings")).containsExactly("10");
    }

    /** For all other connections the driver takes them from there. */
    @Test
    @Tag("postgresql")
    void userAndPasswordMayStandInTheAddress() throws SQLException {
        FluentConfiguration migrations = Flyway.configure();
        new DatabaseCheck(identity, new InAddress(settings), config)
                .ofPostgresql()
                .customize(migrations);

        try (Connection own = migrations.getDataSource().getConnection()) {
            assertThat(own.getMetaData().getUserName()).isEqualTo(settings.username());
        }
    }

    /** The database with a user's name in its address, and another one beside it. */
    private record InAddress(DatabaseSettings tested) implements DatabaseSettings {
        @Override
        public String url() {
            return tested.url() + "?user=" + tested.username() + "&password="
                    + tested.password().orElse("");
        }

        @Override
        public String username() {
            return "nobody_there";
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }
    }

    private UUID add(String state, boolean begun, String failure, boolean abortOwed) throws SQLException {
        UUID id = UUID.randomUUID();
        Object now = Instant.now().atOffset(ZoneOffset.UTC);
        write(
                "insert into jobs (id, version, description, status, owner, started_at, updated_at)"
                        + " values (?, 0, 'Importing', 'STARTED', 'admin', ?, ?)",
                id,
                now,
                now);
        write(
                "insert into imports (id, version, name, state, cancel_requested, source_vm_id, source_vm_name, source_uri,"
                        + " provider_id, provider_name, data_center_id, data_center_name, cluster_id, cluster_name,"
                        + " storage_domain_id, storage_domain_name, domain_path, host_id, host_name, allocation, format,"
                        + " network_mappings, owner, job_id, description, progress, disks, warnings, created_at,"
                        + " started_at, ended_at, failure, abort_owed)"
                        + " values (?, 7, 'web', ?, false, 'vm-1', 'web', 'vpx://vcenter/', ?, 'vcenter', ?, 'dc', ?,"
                        + " 'cluster', ?, 'export', '/exports/v2v', ?, 'host', 'SPARSE', 'RAW', '[]', 'admin', ?, '', 0,"
                        + " '[]', '[]', ?, ?, ?, ?, ?)",
                id,
                state,
                id,
                id,
                id,
                id,
                id,
                id,
                now,
                begun ? now : null,
                ImportState.valueOf(state).isFinal() ? now : null,
                failure,
                abortOwed);
        return id;
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(settings.url(), settings.username(), password())
                .schemas(schema)
                .createSchemas(true)
                .locations("db/migration")
                .target(target)
                .load();
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private void write(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isPostgresql() {
        return settings.url().startsWith("jdbc:postgresql:");
    }

    private String password() {
        return settings.password().orElse("");
    }
}
