package org.ovirt.v2v.engine.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The calls of oVirt's API that this engine has not, so that they can be told from paths that nobody has. The list is made of the
 * services of oVirt's Java SDK by {@code bin/generate-documents}.
 */
final class NotImplemented {
    private static final String ANY = "*";

    private NotImplemented() {}

    /** Read when the first such call comes, which may be never. */
    private static final class Calls {
        private static final List<Call> ALL = read();

        private static List<Call> read() {
            try (InputStream file = NotImplemented.class.getResourceAsStream("not-implemented.txt")) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(Call::parse)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A call, or all of a collection.
     *
     * @param method a star for all
     */
    private record Call(String method, Predicate<String> path) {
        static Call parse(String line) {
            String[] parts = line.split(" ", 2);
            String path = Pattern.quote(parts[1]).replace("{id}", "\\E[^/]+\\Q");
            return parts[0].equals(ANY)
                    ? new Call(ANY, Pattern.compile(path + "(/.*)?").asMatchPredicate())
                    : new Call(parts[0], Pattern.compile(path).asMatchPredicate());
        }

        boolean is(String wantedMethod, String wantedPath) {
            return (method.equals(ANY) || method.equals(wantedMethod)) && path.test(wantedPath);
        }
    }

    /** Whether oVirt's engine would have it. */
    static boolean isKnown(String method, String path) {
        return path.startsWith(ApiPath.API)
                && Calls.ALL.stream().anyMatch(call -> call.is(method, path.substring(ApiPath.API.length())));
    }
}
