package org.ovirt.v2v.engine.config;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hibernate.Session;

/** Hands out the session of whichever database is in use, so that nobody else needs to know that there are two. */
@Singleton
public class ActiveDatabase {
    private final InjectableInstance<Session> h2;
    private final InjectableInstance<Session> postgresql;

    public ActiveDatabase(
            @PersistenceUnit("h2") InjectableInstance<Session> h2,
            @PersistenceUnit("postgresql") InjectableInstance<Session> postgresql) {
        this.h2 = h2;
        this.postgresql = postgresql;
    }

    /** Serves every injection of an EntityManager; it joins the transaction of the calling thread. */
    @Produces
    @ApplicationScoped
    public Session session() {
        return postgresql.getHandle().getBean().isActive() ? postgresql.get() : h2.get();
    }
}
