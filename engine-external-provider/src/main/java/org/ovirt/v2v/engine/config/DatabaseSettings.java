package org.ovirt.v2v.engine.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import org.ovirt.v2v.model.setting.Setting;

/**
 * Which database the engine works on; {@code application.properties} hands them on to Quarkus' two data sources, and
 * {@link DatabaseChoice} switches one of them on.
 */
@Setting(
        "Database: the embedded one (H2) in v2v.home, or PostgreSQL (tested with 15). An empty database is enough; the engine"
                + " makes its tables, and changes them when a new version of the engine starts")
@ConfigMapping(prefix = "v2v.database")
public interface DatabaseSettings {
    /** Left to itself, H2 writes a commit half a second later, so that a crash would undo what users and hosts were told. */
    @Setting("For PostgreSQL: jdbc:postgresql://HOST:5432/DATABASE.")
    @WithDefault("jdbc:h2:file:${v2v.home}/database/engine;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0")
    String url();

    @Setting("The database's user.")
    @WithDefault("engine")
    String username();

    @Setting(value = "The database user's password.", secret = true)
    Optional<String> password();
}
