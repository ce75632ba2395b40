package org.ovirt.v2v.engine.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.engine.config.UnitLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded database as it was before its tables are changed, for as long as that takes. H2 commits each statement that changes a
 * table: an upgrade that is interrupted, as by a loss of power or a full disk, leaves what no migration can go on with. The next start
 * puts the database back, and changes it anew.
 */
final class UpgradeBackup extends BaseCallback {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeBackup.class);
    private static final String IN_FILE = "jdbc:h2:file:";
    private static final String SUFFIX = ".mv.db";

    private final Path database;
    private final Path backup;

    /** What is not complete yet: of the backup, or of the database that is put back. */
    private final Path unfinished;

    private UpgradeBackup(Path database) {
        this.database = database;
        this.backup = database.resolveSibling("before-upgrade.zip");
        this.unfinished = database.resolveSibling("before-upgrade.tmp");
    }

    /** Empty if this address is not one of an embedded database in a file. */
    static Optional<UpgradeBackup> of(String url) {
        return Optional.of(url)
                .filter(each -> each.startsWith(IN_FILE))
                .map(each -> each.substring(IN_FILE.length()).split(";", -1)[0])
                .map(name -> Path.of(name + SUFFIX))
                .filter(Path::isAbsolute)
                .map(UpgradeBackup::new);
    }

    /** Before anybody opens the database. */
    void putBack() {
        if (Files.notExists(backup)) {
            return;
        }
        try {
            unpack();
            replace(database);
        } catch (IOException e) {
            throw new StartException(
                    "An upgrade of the database was interrupted, and the backup " + backup + " cannot be put back: "
                            + UnitLimits.explain(e),
                    e);
        }
        LOG.warn("An upgrade of the database was interrupted: it is put back as it was before, and upgraded anew");
    }

    private void unpack() throws IOException {
        String name = database.getFileName().toString();
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            ZipEntry entry = Optional.ofNullable(zip.getEntry(name))
                    .orElseThrow(() -> new NoSuchFileException(backup + "!" + name));
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public boolean supports(Event event, Context context) {
        return Set.of(Event.BEFORE_EACH_MIGRATE, Event.AFTER_MIGRATE).contains(event);
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                make(context.getConnection());
            } else {
                remove(context.getConnection());
            }
        } catch (IOException e) {
            throw failure(UnitLimits.explain(e), e);
        } catch (SQLException e) {
            throw failure(e.toString(), e);
        }
    }

    private StartException failure(String why, Exception reason) {
        return new StartException(
                "The backup of the database that is kept while it is upgraded, " + backup
                        + ", cannot be made or removed: " + why,
                reason);
    }

    private void make(Connection connection) throws IOException, SQLException {
        // there is one before the second migration, and after the database was put back
        if (Files.notExists(backup)) {
            try {
                execute(connection, "backup to '" + unfinished.toString().replace("'", "''") + "'");
                replace(backup);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private void remove(Connection connection) throws IOException, SQLException {
        if (!Files.notExists(backup)) {
            // first what takes its place; and for good, before the engine writes what it must not be put back over
            execute(connection, "checkpoint sync");
            Files.delete(backup);
            force(backup.getParent());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** By what is unfinished so far: wholly or not at all, also if power is lost. */
    private void replace(Path place) throws IOException {
        force(unfinished);
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        force(place.getParent());
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }
}
