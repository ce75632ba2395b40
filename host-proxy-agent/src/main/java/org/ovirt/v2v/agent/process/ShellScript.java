package org.ovirt.v2v.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts that are part of the program, each beside the class that runs it. */
public final class ShellScript {
    private ShellScript() {}

    /** The text of one, for {@code sh -c}. */
    public static String read(Class<?> user, String name) {
        try (InputStream stream = user.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + name + " in the program cannot be read", e);
        }
    }
}
