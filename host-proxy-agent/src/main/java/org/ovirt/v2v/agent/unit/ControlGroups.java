package org.ovirt.v2v.agent.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where systemd keeps the control groups of its units, with version 2 of them, version 1 or both: cgroups(7). */
final class ControlGroups {
    /** The group of systemd itself, which lies beside its slices. */
    private static final String OWN = "/init.scope";

    private static final String FIRST_VERSION = "name=systemd";

    private ControlGroups() {}

    /** Empty if no systemd runs here. */
    static Optional<Path> ofSystemd() {
        try {
            return find(read("/proc/1/cgroup"), read("/proc/self/mounts"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Takes the lines of these files of systemd and of ours. */
    static Optional<Path> find(List<String> groups, List<String> mounts) {
        return find(groups, "0::", mounts, "cgroup2", "")
                .or(() -> find(groups, ":" + FIRST_VERSION + ":", mounts, "cgroup", FIRST_VERSION));
    }

    private static Optional<Path> find(
            List<String> groups, String hierarchy, List<String> mounts, String type, String option) {
        Optional<String> root = groups.stream()
                .filter(line -> line.contains(hierarchy) && line.endsWith(OWN))
                .map(line -> line.substring(line.indexOf(hierarchy) + hierarchy.length(), line.length() - OWN.length()))
                .findFirst();
        Optional<String> mount = mounts.stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length > 3
                        && fields[2].equals(type)
                        && (option.isEmpty()
                                || Arrays.asList(fields[3].split(",", -1)).contains(option)))
                .map(fields -> fields[1])
                .findFirst();
        return root.flatMap(path -> mount.map(point -> Path.of(point + path)));
    }

    private static List<String> read(String file) throws IOException {
        return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
    }
}
