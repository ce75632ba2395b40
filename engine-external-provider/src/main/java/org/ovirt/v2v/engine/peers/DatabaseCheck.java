package org.ovirt.v2v.engine.peers;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.postgresql.ds.PGSimpleDataSource;

/** Has it checked, before the database is opened and changed, that this engine may work on it. */
@Singleton
public class DatabaseCheck {
    /** So that of an engine whose machine is lost the server soon forgets the lock that it migrates under. */
    private static final String LOST_SOON = "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5;"
            + " set tcp_keepalives_count = 3; set tcp_user_timeout = '25s'";

    private static final String LIMITS = "set lock_timeout = '15s'; set idle_in_transaction_session_timeout = 0; ";

    private final EngineIdentity identity;
    private final DatabaseSettings database;
    private final EngineConfig config;

    public DatabaseCheck(EngineIdentity identity, DatabaseSettings database, EngineConfig config) {
        this.identity = identity;
        this.database = database;
        this.config = config;
    }

    @Produces
    @Singleton
    @FlywayDataSource("h2")
    FlywayConfigurationCustomizer ofH2() {
        return configuration -> {
            check(configuration, new CompatibleEngines());
            UpgradeBackup.of(database.url()).ifPresent(backup -> {
                backup.putBack();
                configuration.callbacks(new CompatibleEngines(), backup);
            });
        };
    }

    @Produces
    @Singleton
    @FlywayDataSource("postgresql")
    public FlywayConfigurationCustomizer ofPostgresql() {
        return configuration -> {
            check(configuration, new CompatibleEngines(), new LeftDatabase(config.home()));
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
        // as elsewhere, those that stand in the address count
        if (own.getUser() == null) {
            own.setUser(database.username());
        }
        if (own.getPassword() == null) {
            own.setPassword(database.password().orElse(""));
        }
        own.setApplicationName("migration");
        own.setTcpKeepAlive(true);
        own.setLogServerErrorDetail(false);
        configuration.dataSource(own).initSql(LIMITS + LOST_SOON);
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }

    private void check(FluentConfiguration configuration, Callback... callbacks) {
        // the file of the id is locked before the embedded database, whose own words about a lock explain less
        identity.id();
        configuration.callbacks(callbacks);
    }
}
