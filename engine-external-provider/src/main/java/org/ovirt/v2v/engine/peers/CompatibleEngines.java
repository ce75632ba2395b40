package org.ovirt.v2v.engine.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.ovirt.v2v.engine.config.StartException;

/**
 * Refuses to start an engine on a database that is too new for it, or on which engines work that do not know what it would change.
 * Asked before the tables are looked at by anybody else, and changed.
 */
final class CompatibleEngines extends BaseCallback {
    private static final String HISTORY = "flyway_schema_history";
    private static final String ENGINES = "engines";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_VALIDATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            Connection database = context.getConnection();
            int own = newestKnown(context.getConfiguration());
            if (hasTables(database)) {
                refuseNewerTables(database, own);
            }
            if (exists(database, ENGINES)) {
                refuseOthers(database, own);
            }
        } catch (SQLException e) {
            throw new FlywayException("Whether other engines work on the database cannot be seen", e);
        }
    }

    /** Whether an engine has worked on the database before. */
    static boolean hasTables(Connection database) throws SQLException {
        return exists(database, HISTORY);
    }

    private static void refuseNewerTables(Connection database, int own) throws SQLException {
        int newest = number(
                database,
                "select coalesce(max(cast(\"version\" as integer)), 0) from \"" + HISTORY
                        + "\" where \"success\" = true");
        if (newest > own) {
            throw new StartException("The database was changed by a newer version of the engine (migration " + newest
                    + "; this one knows " + own + "). Start that version, or restore the backup that was made before.");
        }
    }

    private static void refuseOthers(Connection database, int own) throws SQLException {
        int others = number(
                database,
                "select count(*) from " + ENGINES + " where seen_at > current_timestamp - interval '15' second and"
                        + " generation <> " + own);
        if (others > 0) {
            throw new StartException(others + " other engine(s) of an older version work on the same database. Stop all"
                    + " of them (one that was killed counts for 15 seconds more), then start the new version.");
        }
    }

    private static boolean exists(Connection database, String table) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(
                "select count(*) from information_schema.tables where lower(table_name) = ? and table_schema = ?")) {
            query.setString(1, table);
            query.setString(2, database.getSchema());
            return number(query) > 0;
        }
    }

    private static int number(Connection database, String sql) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(sql)) {
            return number(query);
        }
    }

    private static int number(PreparedStatement query) throws SQLException {
        try (ResultSet result = query.executeQuery()) {
            result.next();
            return result.getInt(1);
        }
    }

    /** The number of the newest migration that this engine brings along. */
    private static int newestKnown(Configuration configuration) {
        return configuration
                .getResourceProvider()
                .getResources(configuration.getSqlMigrationPrefix(), configuration.getSqlMigrationSuffixes())
                .stream()
                .map(LoadableResource::getFilename)
                .mapToInt(name -> Integer.parseInt(name.substring(
                        configuration.getSqlMigrationPrefix().length(),
                        name.indexOf(configuration.getSqlMigrationSeparator()))))
                .max()
                .orElseThrow();
    }
}
