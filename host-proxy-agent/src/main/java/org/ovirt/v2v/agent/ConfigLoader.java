package org.ovirt.v2v.agent;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.job.StallLimits;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.settings.SettingBounds;
import org.ovirt.v2v.agent.storage.StorageLimits;
import org.ovirt.v2v.agent.unit.UnitSettings;
import org.ovirt.v2v.model.setting.NearNames;

/** Reads the agent's settings: defaults, the properties file over them, environment variables over both. */
public final class ConfigLoader {
    public static final String DEFAULT_FILE = "/etc/ovirt-v2v/agent.properties";

    private static final String PREFIX = "agent";
    private static final int LARGEST_PORT = 65_535;
    private static final int FEWEST_CLIENTS = 8;
    /** With what each may send, more would not fit into the agent's memory. */
    private static final int MOST_CLIENTS = 1000;

    private static final int BELOW_ENVIRONMENT = 200;

    private ConfigLoader() {}

    /** Only the default file may be missing. */
    public static AgentConfig load(Path file) throws StartupException {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withValidateUnknown(false)
                .withMapping(AgentConfig.class);
        try {
            if (Files.exists(file)) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), BELOW_ENVIRONMENT));
            } else if (!file.equals(Path.of(DEFAULT_FILE))) {
                throw new StartupException("The configuration file " + file + " does not exist; correct --config");
            }
            SmallRyeConfig config = builder.build();
            requireKnown(config, file);
            AgentConfig settings = config.getConfigMapping(AgentConfig.class);
            SettingBounds.require("agent.port", settings.port(), 1, LARGEST_PORT);
            SettingBounds.require("agent.clients", settings.clients(), FEWEST_CLIENTS, MOST_CLIENTS);
            StorageLimits.of(settings.storage()); // which says what is out of bounds, as the next ones do
            StallLimits.of(settings.v2v());
            UnitSettings.of(settings.v2v());
            return settings;
        } catch (ConfigValidationException e) {
            throw new StartupException(
                    "The configuration " + file + " is not valid: " + problems(e) + "; correct it", e);
        } catch (IOException e) {
            throw new StartupException("The configuration file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new StartupException(
                    "The configuration " + file + " is not valid: " + e.getMessage() + "; correct it", e);
        }
    }

    /** Only of the file: the environment belongs to others too, who may have settings that begin like the agent's. */
    private static void requireKnown(SmallRyeConfig config, Path file) throws StartupException {
        Set<String> known =
                ConfigMappings.getProperties(ConfigClass.configClass(AgentConfig.class, PREFIX)).keySet().stream()
                        .filter(name -> !name.endsWith("[*]"))
                        .collect(Collectors.toSet());
        List<String> unknown = StreamSupport.stream(
                        config.getConfigSources(PropertiesConfigSource.class).spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream())
                .filter(name -> !known.contains(name.replaceFirst("\\[[0-9]+\\]$", "")))
                .sorted()
                .map(name -> name + " (did you mean " + String.join(", ", NearNames.of(name, known)) + "?)")
                .toList();
        if (!unknown.isEmpty()) {
            throw new StartupException("The configuration " + file + " has settings that the agent does not know: "
                    + String.join("; ", unknown) + ". Correct or remove them");
        }
    }

    private static String problems(ConfigValidationException failure) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < failure.getProblemCount(); i++) {
            problems.add(failure.getProblem(i).getMessage());
        }
        return String.join("; ", problems);
    }
}
