package org.ovirt.v2v.engine.start;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.config.StartException;

/** Names in a settings file that nobody reads, as {@code imports.per-host}, which lacks its beginning. */
final class StrayNames {
    /** Of the engine, of Quarkus, and of the libraries by which Quarkus reads settings; for one of Quarkus' profiles only, or for all. */
    private static final Pattern READ = Pattern.compile("(%[^.]+\\.)?(v2v|quarkus|smallrye|mp)\\..*|config_ordinal");

    private StrayNames() {}

    /** None of a file that cannot be read: of one that should have been, SettingsFileCheck says so. */
    static Set<String> of(Path file) {
        if (!Files.isReadable(file)) {
            return Set.of();
        }
        Properties content = new Properties();
        // as Quarkus reads it, which takes bytes that are no UTF-8, as in a comment, for some character
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            content.load(reader);
        } catch (IOException e) {
            throw new StartException("The settings in " + file + " cannot be read: " + e, e);
        }
        return of(content);
    }

    static Set<String> of(Properties content) {
        String values = String.join(
                "\n",
                content.stringPropertyNames().stream().map(content::getProperty).toList());
        return content.stringPropertyNames().stream()
                .filter(name -> !READ.matcher(name).matches() && !isUsed(name, values))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By other settings, as {@code ${folder}} or {@code ${folder:/srv}}. */
    private static boolean isUsed(String name, String values) {
        return values.contains("${" + name + "}") || values.contains("${" + name + ":");
    }
}
