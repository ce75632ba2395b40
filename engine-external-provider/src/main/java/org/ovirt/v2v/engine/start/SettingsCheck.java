package org.ovirt.v2v.engine.start;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.ovirt.v2v.engine.audit.AuditSettings;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.host.HostSettings;
import org.ovirt.v2v.engine.host.PkiSettings;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of settings that begin as the engine's own do but mean nothing to it: most are misspelled. */
@ApplicationScoped
public class SettingsCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsCheck.class);
    private static final String PREFIX = "v2v.";

    /** Those that only appear as values of other settings, in application.properties. */
    private static final Set<String> DATABASE =
            Set.of("v2v.database.url", "v2v.database.username", "v2v.database.password");

    private static final Set<Class<?>> MAPPINGS = Set.of(
            EngineConfig.class, HostSettings.class, PkiSettings.class, ImportSettings.class, AuditSettings.class);

    private final Config config;

    public SettingsCheck(Config config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        for (String name : unknown(config.getPropertyNames())) {
            LOG.warn(
                    "The setting {} is unknown and has no effect. Is it misspelled? Did you mean {}?",
                    name,
                    like(name));
        }
    }

    /** The names among the given ones that nobody reads. */
    static Set<String> unknown(Iterable<String> names) {
        Set<String> known = known();
        Set<String> variables = known.stream().map(SettingsCheck::variable).collect(Collectors.toSet());
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name) && !variables.contains(variable(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The known name that shares the longest beginning and end with the given one. */
    static String like(String name) {
        return new TreeSet<>(known())
                .stream()
                        .max((left, right) -> Integer.compare(shared(left, name), shared(right, name)))
                        .orElseThrow();
    }

    private static int shared(String left, String right) {
        int shortest = Math.min(left.length(), right.length());
        int start = 0;
        while (start < shortest && left.charAt(start) == right.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shortest - start
                && left.charAt(left.length() - 1 - end) == right.charAt(right.length() - 1 - end)) {
            end++;
        }
        return start + end;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(DATABASE);
        for (Class<?> mapping : MAPPINGS) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            known.addAll(ConfigMappings.getProperties(ConfigClass.configClass(mapping, prefix))
                    .keySet());
        }
        return known;
    }

    /** As an environment variable is named, which tells dots, hyphens and underscores apart no more. */
    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
