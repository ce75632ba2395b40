package org.ovirt.v2v.engine.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.config.DatabaseSettings;

/** How an engine keeps its leases, whatever its pool of connections does; on a database in memory. */
class HeartBeatTest {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final DatabaseSettings database = mock(DatabaseSettings.class);
    private final UUID me = UUID.randomUUID();
    private final HeartBeat heart = new HeartBeat(database, me);
    private Connection connection;
    private OffsetDateTime startedAt;

    @BeforeEach
    void register() throws SQLException {
        when(database.url()).thenReturn(url);
        when(database.username()).thenReturn("v2v");
        when(database.password()).thenReturn(Optional.empty());
        connection = DriverManager.getConnection(url, "v2v", "");
        run("create table engines (id uuid, started_at timestamp with time zone, seen_at timestamp with time zone)");
        run(
                "create table leases (name varchar(255), engine_id uuid, term bigint, held_until timestamp with time zone)");
        run("insert into engines values ('" + me + "', current_timestamp, current_timestamp - interval '1' minute)");
        startedAt = query("select started_at from engines", OffsetDateTime.class);
    }

    @AfterEach
    void end() throws SQLException {
        heart.end();
        connection.close();
    }

    @Test
    void whatIsHeldIsRenewedAndWhatWasLostSightOfIsNot() throws SQLException {
        lease("held", me, 1);
        lease("forgotten", me, 2);
        lease("taken", UUID.randomUUID(), 3);

        HeartBeat.Answer answer = heart.beat(startedAt, Set.of("held", "taken"));

        assertThat(answer).isEqualTo(new HeartBeat.Answer(HeartBeat.Registered.THIS, 1, Map.of("held", 1L)));
        assertThat(query("select name from leases where held_until > current_timestamp", String.class))
                .isEqualTo("held");
    }

    @Test
    void othersThatLiveAreCounted() throws SQLException {
        run("insert into engines values (random_uuid(), current_timestamp, current_timestamp)");
        run("insert into engines values (random_uuid(), current_timestamp, current_timestamp - interval '1' minute)");
        assertThat(heart.beat(startedAt, Set.of()).engines()).isEqualTo(2);
    }

    @Test
    void aCopyOfThisEngineIsNoticed() throws SQLException {
        lease("held", me, 1);
        run("update engines set seen_at = current_timestamp");
        assertThat(heart.beat(startedAt.minusDays(1), Set.of("held")).registered())
                .isEqualTo(HeartBeat.Registered.A_COPY);
    }

    @Test
    void anOlderDatabaseKnowsNobodyWhoLives() throws SQLException {
        assertThat(heart.beat(startedAt.plusDays(1), Set.of()).registered()).isEqualTo(HeartBeat.Registered.NOBODY);
        run("delete from engines");
        assertThat(heart.beat(startedAt, Set.of()).registered()).isEqualTo(HeartBeat.Registered.NOBODY);
    }

    @Test
    void afterAFailureItBeatsOverAnotherConnection() throws SQLException {
        run("alter table engines rename to away");
        assertThatThrownBy(() -> heart.beat(startedAt, Set.of())).isInstanceOf(SQLException.class);
        run("alter table away rename to engines");
        assertThat(heart.beat(startedAt, Set.of()).registered()).isEqualTo(HeartBeat.Registered.THIS);
    }

    @Test
    void aConnectionThatWasClosedByTheOtherSideIsOpenedAnew() throws SQLException {
        OwnConnection own = new OwnConnection(database, "test", Duration.ofSeconds(1));
        own.call(open -> {
            open.close();
            return true;
        });
        assertThatThrownBy(() -> own.call(Connection::createStatement)).isInstanceOf(SQLException.class);
        boolean valid = own.call(open -> open.isValid(1));
        assertThat(valid).isTrue();
        own.close();
    }

    private void lease(String name, UUID engine, long term) throws SQLException {
        run("insert into leases values ('" + name + "', '" + engine + "', " + term
                + ", current_timestamp - interval '1' second)");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Of one row. */
    private <T> T query(String sql, Class<T> type) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            T value = rows.getObject(1, type);
            assertThat(rows.next()).isFalse();
            return value;
        }
    }
}
