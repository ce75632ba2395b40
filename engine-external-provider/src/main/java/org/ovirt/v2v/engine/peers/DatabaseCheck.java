package org.ovirt.v2v.engine.peers;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Has it checked, before the database is opened and changed, that this engine may work on it. */
@Singleton
public class DatabaseCheck {
    private final EngineIdentity identity;

    public DatabaseCheck(EngineIdentity identity) {
        this.identity = identity;
    }

    @Produces
    @Singleton
    @FlywayDataSource("h2")
    FlywayConfigurationCustomizer ofH2() {
        return this::check;
    }

    @Produces
    @Singleton
    @FlywayDataSource("postgresql")
    FlywayConfigurationCustomizer ofPostgresql() {
        return this::check;
    }

    private void check(FluentConfiguration configuration) {
        // the file of the id is locked before the embedded database, whose own words about a lock explain less
        identity.id();
        configuration.callbacks(new CompatibleEngines());
    }
}
