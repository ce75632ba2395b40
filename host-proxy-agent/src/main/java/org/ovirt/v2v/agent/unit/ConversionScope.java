package org.ovirt.v2v.agent.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The unit of a job's conversion, as the kernel knows it: a control group, which no process leaves by itself, whatever its session and
 * environment. systemd is not asked, so that one that hangs is in nobody's way. Jobs that were started without a unit have an empty one.
 */
public record ConversionScope(UUID job) {
    /** Without a dash: systemd would put it into another slice, whose weight would count instead of this one's. */
    public static final String SLICE = "ovirtv2v.slice";

    private static final String PREFIX = "ovirt-v2v-";
    private static final String SUFFIX = ".scope";

    String name() {
        return PREFIX + job + SUFFIX;
    }

    /** Those that are in it. */
    public List<Integer> processes() {
        return folder().map(ConversionScope::processes).orElse(List.of());
    }

    /** Ends all that is in it at once, also what is being started; false if the kernel cannot do that, or there is no unit. */
    public boolean kill() {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return false;
        }
        try {
            Files.writeString(folder.get().resolve("cgroup.kill"), "1", StandardOpenOption.WRITE);
            return true;
        } catch (IOException e) {
            return false; // an older kernel, an older hierarchy, or it has just ended
        }
    }

    /** Of all jobs that have units, in one look. */
    public static Map<UUID, List<Integer>> all() {
        Map<UUID, List<Integer>> found = new HashMap<>();
        slice().ifPresent(slice -> {
            try (DirectoryStream<Path> scopes = Files.newDirectoryStream(slice, PREFIX + "*" + SUFFIX)) {
                scopes.forEach(scope -> job(scope).ifPresent(job -> found.put(job, processes(scope))));
            } catch (IOException e) {
                return; // there is none yet, or none any more
            }
        });
        return found;
    }

    private static Optional<UUID> job(Path scope) {
        String name = scope.getFileName().toString();
        try {
            return Optional.of(UUID.fromString(name.substring(PREFIX.length(), name.length() - SUFFIX.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> folder() {
        return slice().map(slice -> slice.resolve(name())).filter(Files::isDirectory);
    }

    private static Optional<Path> slice() {
        return ControlGroups.ofSystemd().map(root -> root.resolve(SLICE));
    }

    private static List<Integer> processes(Path scope) {
        try {
            return Files.readAllLines(scope.resolve("cgroup.procs"), StandardCharsets.US_ASCII).stream()
                    .map(Integer::valueOf)
                    .filter(pid -> pid > 0) // 0 is one that cannot be seen from here
                    .toList();
        } catch (IOException e) {
            return List.of(); // it has ended
        }
    }
}
