package org.ovirt.v2v.engine.peers;

import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.ovirt.v2v.testbed.TestingPostgres;

/** An engine that vanishes in the middle of a heart-beat, as PostgreSQL sees it: a client that says nothing more. */
@Tag("process")
class OwnConnectionIT {
    private final TestingPostgres postgres = TestingPostgres.start();
    private final DatabaseSettings database = mock(DatabaseSettings.class);
    private final OwnConnection own = new OwnConnection(database, "test", Duration.ofSeconds(5));

    @AfterEach
    void close() {
        own.close();
        postgres.close();
    }

    @Test
    void whoeverVanishesInATransactionDoesNotKeepALeaseLocked() throws SQLException {
        when(database.url()).thenReturn(postgres.jdbcUrl());
        when(database.username()).thenReturn(TestingPostgres.USER);
        when(database.password()).thenReturn(Optional.of(TestingPostgres.PASSWORD));
        try (Connection other = DriverManager.getConnection(
                        postgres.jdbcUrl(), TestingPostgres.USER, TestingPostgres.PASSWORD);
                Statement renew = other.createStatement()) {
            renew.execute("create table leases (name text, term int); insert into leases values ('admission', 1);"
                    + " set lock_timeout = '1s'");
            own.call(connection -> {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("update leases set term = 2");
                }
            });

            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> renew.executeUpdate("update leases set term = 3") == 1);
        }
    }
}
