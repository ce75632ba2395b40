package org.ovirt.v2v.engine.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when an engine begins anew in PostgreSQL that has worked on its embedded database before: whoever sees neither imports nor
 * users any more could take them for lost.
 */
final class LeftDatabase extends BaseCallback {
    private static final Logger LOG = LoggerFactory.getLogger(LeftDatabase.class);

    private final Path file;

    /** What the engine with this {@code v2v.home} has worked on. */
    LeftDatabase(Path home) {
        this.file = home.resolve("database/engine.mv.db");
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_VALIDATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (Files.exists(file) && !CompatibleEngines.hasTables(context.getConnection())) {
                LOG.warn(
                        "The engine begins anew in PostgreSQL: nothing of its embedded database {} is carried over, neither"
                                + " users nor providers nor imports. To work on that again, remove the settings"
                                + " v2v.database and restart",
                        file);
            }
        } catch (SQLException e) {
            throw new FlywayException("Whether the database has tables already cannot be seen", e);
        }
    }
}
