package org.ovirt.v2v.engine.config;

import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the session of whichever database is in use, so that nobody else needs to know that there are two. The other one's
 * must not even be asked for: Quarkus refuses to start with it.
 */
@Singleton
public class ActiveDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveDatabase.class);

    private final Session active;

    public ActiveDatabase(
            DatabaseSettings settings,
            @ConfigProperty(name = DatabaseChoice.POSTGRESQL_ACTIVE) boolean postgresqlActive,
            @PersistenceUnit("h2") Instance<Session> h2,
            @PersistenceUnit("postgresql") Instance<Session> postgresql) {
        this.active = (postgresqlActive ? postgresql : h2).get();
        // parameters, which may hold a password, come behind the first of these characters
        LOG.info("The database is {}", settings.url().split("[?;]", -1)[0]);
    }

    /** Serves every injection of an EntityManager; it joins the transaction of the calling thread. */
    @Produces
    @ApplicationScoped
    public Session session() {
        return active;
    }
}
