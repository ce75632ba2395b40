package org.ovirt.v2v.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a program was built from.
 *
 * @param version as in the name of its archive
 * @param commit the first digits of the commit's hash, or {@code unknown} if it was built outside of git
 */
public record ProgramVersion(String version, String commit) {
    private static final String FILE = "version.properties";
    private static final String UNKNOWN = "unknown";

    /** Of the program that the class belongs to; the build writes the file beside it. */
    public static ProgramVersion of(Class<?> program) {
        Properties properties = new Properties();
        try (InputStream file = program.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = properties.getProperty("commit", UNKNOWN);
        return new ProgramVersion(
                properties.getProperty("version", UNKNOWN), commit.matches("[0-9a-f]+") ? commit : UNKNOWN);
    }

    /** For people: {@code 1.2.3 (commit 0123456789ab)}. */
    @Override
    public String toString() {
        return version + " (commit " + commit + ")";
    }
}
