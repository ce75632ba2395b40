package org.ovirt.v2v.engine.peers;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.postgresql.ds.PGSimpleDataSource;

/** Has it checked, before the database is opened and changed, that this engine may work on it. */
@Singleton
public class DatabaseCheck {
    private final EngineIdentity identity;
    private final DatabaseSettings database;

    public DatabaseCheck(EngineIdentity identity, DatabaseSettings database) {
        this.identity = identity;
        this.database = database;
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
        return configuration -> {
            check(configuration);
            giveTime(configuration);
        };
    }

    /**
     * To change a large table takes longer than anything else may: migrations have connections of their own, without the limits of those
     * of the pool, and hold no transaction open only to keep other engines out meanwhile.
     */
    private void giveTime(FluentConfiguration configuration) {
        PGSimpleDataSource own = new PGSimpleDataSource();
        own.setUrl(database.url());
        own.setUser(database.username());
        own.setPassword(database.password().orElse(""));
        own.setApplicationName("migration");
        own.setTcpKeepAlive(true);
        own.setLogServerErrorDetail(false);
        configuration.dataSource(own).initSql("set lock_timeout = '15s'; set idle_in_transaction_session_timeout = 0");
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }

    private void check(FluentConfiguration configuration) {
        // the file of the id is locked before the embedded database, whose own words about a lock explain less
        identity.id();
        configuration.callbacks(new CompatibleEngines());
    }
}
