package org.ovirt.v2v.engine.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the one setting {@code v2v.database.url} choose between the two databases that are built in: Quarkus wants each
 * data source, persistence unit and migration switched on or off by itself.
 */
public final class DatabaseConfigSourceFactory implements ConfigSourceFactory {
    static final String URL = "v2v.database.url";
    static final String POSTGRESQL_ACTIVE = "quarkus.hibernate-orm.postgresql.active";

    /** Above application.properties, below what the user sets. */
    private static final int ORDINAL = 255;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue url = context.getValue(URL);
        boolean postgresql = url != null && url.getValue() != null && isPostgresql(url.getValue());
        return List.of(new PropertiesConfigSource(choice(postgresql), "database chosen by " + URL, ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static boolean isPostgresql(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    private static Map<String, String> choice(boolean postgresql) {
        return Map.of(
                "quarkus.datasource.h2.active",
                String.valueOf(!postgresql),
                "quarkus.hibernate-orm.h2.active",
                String.valueOf(!postgresql),
                "quarkus.datasource.postgresql.active",
                String.valueOf(postgresql),
                POSTGRESQL_ACTIVE,
                String.valueOf(postgresql));
    }
}
