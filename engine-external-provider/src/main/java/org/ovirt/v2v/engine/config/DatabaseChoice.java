package org.ovirt.v2v.engine.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Makes the one setting {@code v2v.database.url}, wherever it is set, choose between the two databases that are built in:
 * Quarkus wants each data source and persistence unit switched on or off by itself.
 */
public final class DatabaseChoice implements ConfigSourceInterceptor {
    static final String URL = "v2v.database.url";

    /** Whether PostgreSQL is in use. */
    static final String POSTGRESQL_ACTIVE = "quarkus.hibernate-orm.postgresql.active";

    private static final long serialVersionUID = 1L;
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** Whether each switch is for PostgreSQL. */
    private static final Map<String, Boolean> SWITCHES = Map.of(
            "quarkus.datasource.h2.active",
            false,
            "quarkus.hibernate-orm.h2.active",
            false,
            "quarkus.datasource.postgresql.active",
            true,
            POSTGRESQL_ACTIVE,
            true);

    /** Whether this is a database that several engines can work on. */
    public static boolean isPostgresql(String url) {
        return url.startsWith(POSTGRESQL);
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        Boolean forPostgresql = SWITCHES.get(name);
        if (forPostgresql == null) {
            return context.proceed(name);
        }
        ConfigValue url = context.proceed(URL);
        boolean postgresql = url != null && url.getValue() != null && isPostgresql(url.getValue());
        String value = String.valueOf(forPostgresql == postgresql);
        return ConfigValue.builder()
                .withName(name)
                .withValue(value)
                .withRawValue(value)
                .withConfigSourceName("database chosen by " + URL)
                .build();
    }

    /** Quarkus looks up only what it has been told of. */
    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new HashSet<>(SWITCHES.keySet());
        context.iterateNames().forEachRemaining(names::add);
        return names.iterator();
    }
}
