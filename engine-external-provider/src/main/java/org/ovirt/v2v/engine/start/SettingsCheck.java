package org.ovirt.v2v.engine.start;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.ovirt.v2v.engine.audit.AuditSettings;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.config.OidcSettings;
import org.ovirt.v2v.engine.config.OvirtSsoSettings;
import org.ovirt.v2v.engine.config.SettingsFiles;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.engine.host.HostSettings;
import org.ovirt.v2v.engine.host.PkiSettings;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.pages.PagesSettings;
import org.ovirt.v2v.engine.provider.InventorySettings;
import org.ovirt.v2v.engine.retention.RetentionSettings;
import org.ovirt.v2v.model.setting.NearNames;

/**
 * Ends a start with settings that mean nothing to the engine, most of which are misspelled: those that begin as its own do and, in the
 * settings file, also those that begin otherwise.
 */
@ApplicationScoped
public class SettingsCheck {
    /** All of the engine's own settings, in the order in which the admin reads of them. */
    static final List<Class<?>> MAPPINGS = List.of(
            EngineConfig.class,
            OidcSettings.class,
            OvirtSsoSettings.class,
            PagesSettings.class,
            PkiSettings.class,
            DatabaseSettings.class,
            ImportSettings.class,
            HostSettings.class,
            InventorySettings.class,
            AuditSettings.class,
            RetentionSettings.class);

    private static final String PREFIX = "v2v.";

    /** In the environment other programs may have variables that begin like the engine's. */
    private static final String ENVIRONMENT = "EnvConfigSource";

    private final Config config;

    public SettingsCheck(Config config) {
        this.config = config;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        Set<String> known = known();
        Stream<String> own = unknown(config.getPropertyNames()).stream().filter(name -> !isFromEnvironment(name));
        Stream<String> stray = SettingsFiles.of(config).stream().flatMap(file -> StrayNames.of(file).stream());
        List<String> unknown = Stream.concat(own, stray)
                .map(name -> name + " (did you mean " + String.join(", ", NearNames.of(name, known)) + "?)")
                .toList();
        if (!unknown.isEmpty()) {
            throw new StartException("There are settings that the engine does not know: " + String.join("; ", unknown)
                    + ". Correct or remove them in engine.properties or among the options for Java.");
        }
    }

    private boolean isFromEnvironment(String name) {
        String source = config.getConfigValue(name).getSourceName();
        return source != null && source.startsWith(ENVIRONMENT);
    }

    /** The names among the given ones that nobody reads. */
    static Set<String> unknown(Iterable<String> names) {
        Set<String> known = known();
        Set<String> variables = known.stream().map(SettingsCheck::variable).collect(Collectors.toSet());
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name) && !variables.contains(variable(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all the engine's own settings. */
    static Set<String> known() {
        return MAPPINGS.stream()
                .flatMap(mapping -> ConfigMappings.getProperties(ConfigClass.configClass(
                                mapping,
                                mapping.getAnnotation(ConfigMapping.class).prefix()))
                        .keySet()
                        .stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As an environment variable is named, which tells dots, hyphens and underscores apart no more. */
    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
