package org.ovirt.v2v.engine.config;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Where Quarkus looks for the settings file: {@code engine.properties}, or what stands in place of it. */
public final class SettingsFiles {
    private static final String LOCATIONS = "quarkus.config.locations";

    private SettingsFiles() {}

    /** They may be missing. */
    public static List<Path> of(Config config) {
        return config.getOptionalValues(LOCATIONS, String.class).orElse(List.of()).stream()
                .map(Path::of)
                .toList();
    }
}
