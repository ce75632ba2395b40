package org.ovirt.v2v.engine.peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.ovirt.v2v.engine.config.DatabaseChoice;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is not from the pool: what must not be late does not wait until requests have left it one. One thread uses it. */
final class OwnConnection {
    private static final Logger LOG = LoggerFactory.getLogger(OwnConnection.class);

    private final DatabaseSettings database;
    private final String name;
    private final Duration longest;
    private volatile Connection open;

    /** What is done with the connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * A connection that is opened when it is needed.
     *
     * @param name as PostgreSQL shows it
     * @param longest how long an answer may take; zero if it may take for ever
     */
    OwnConnection(DatabaseSettings database, String name, Duration longest) {
        this.database = database;
        this.name = name;
        this.longest = longest;
    }

    /** After a failure the next call opens another connection. */
    <T> T call(Work<T> work) throws SQLException {
        try {
            if (open == null) {
                open = connect();
                limit(open);
            }
            return work.with(open);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.username());
        properties.setProperty("password", database.password().orElse(""));
        if (DatabaseChoice.isPostgresql(database.url())) {
            properties.setProperty("ApplicationName", name);
            properties.setProperty("socketTimeout", Long.toString(longest.toSeconds()));
            properties.setProperty("tcpKeepAlive", "true");
        }
        return DriverManager.getConnection(database.url(), properties);
    }

    /** An engine that vanishes in a transaction holds its locks for as long as PostgreSQL believes in its connection: for hours otherwise. */
    private void limit(Connection connected) throws SQLException {
        if (DatabaseChoice.isPostgresql(database.url())) {
            try (Statement limits = connected.createStatement()) {
                limits.execute("set lock_timeout = '4s'; set idle_in_transaction_session_timeout = '10s'");
            }
        }
    }

    /** Also ends the wait of whoever uses it. */
    void close() {
        Connection closed = open;
        open = null;
        if (closed != null) {
            try {
                closed.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }
}
