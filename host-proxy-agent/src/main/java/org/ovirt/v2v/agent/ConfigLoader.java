package org.ovirt.v2v.agent;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the agent's settings: defaults, the properties file over them, environment variables over both. */
public final class ConfigLoader {
    public static final String DEFAULT_FILE = "/etc/ovirt-v2v/agent.properties";

    private static final int BELOW_ENVIRONMENT = 200;

    private ConfigLoader() {}

    /** Only the default file may be missing. */
    public static AgentConfig load(Path file) throws StartupException {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withMapping(AgentConfig.class);
        try {
            if (Files.exists(file)) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), BELOW_ENVIRONMENT));
            } else if (!file.equals(Path.of(DEFAULT_FILE))) {
                throw new StartupException("The configuration file " + file + " does not exist; correct --config");
            }
            return builder.build().getConfigMapping(AgentConfig.class);
        } catch (ConfigValidationException e) {
            throw new StartupException("The configuration " + file + " is not valid: " + problems(e), e);
        } catch (IOException e) {
            throw new StartupException("The configuration file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new StartupException("The configuration " + file + " is not valid: " + e.getMessage(), e);
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
