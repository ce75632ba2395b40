package org.ovirt.v2v.engine.config;

import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;

/** Hands out the session of whichever database is in use, so that nobody else needs to know that there are two. */
@Singleton
public class ActiveDatabase {
    private final Session active;

    public ActiveDatabase(
            @ConfigProperty(name = DatabaseChoice.POSTGRESQL_ACTIVE) boolean postgresqlActive,
            @PersistenceUnit("h2") Session h2,
            @PersistenceUnit("postgresql") Session postgresql) {
        this.active = postgresqlActive ? postgresql : h2;
    }

    /** Serves every injection of an EntityManager; it joins the transaction of the calling thread. */
    @Produces
    @ApplicationScoped
    public Session session() {
        return active;
    }
}
