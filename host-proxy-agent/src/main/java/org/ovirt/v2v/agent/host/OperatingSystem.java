package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The host's distribution, from os-release(5).
 *
 * @param name for people, as in Debian GNU/Linux 12 (bookworm)
 * @param usesApt whether packages are installed with apt; with dnf otherwise
 */
record OperatingSystem(String name, boolean usesApt) {
    static OperatingSystem read() {
        return read(Path.of("/etc/os-release"));
    }

    static OperatingSystem read(Path file) {
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int separator = line.indexOf('=');
                if (separator > 0) {
                    values.put(
                            line.substring(0, separator),
                            line.substring(separator + 1).replaceAll("^[\"']|[\"']$", ""));
                }
            }
        } catch (IOException e) {
            return new OperatingSystem("Linux", false);
        }
        String kin = values.getOrDefault("ID", "") + " " + values.getOrDefault("ID_LIKE", "");
        return new OperatingSystem(values.getOrDefault("PRETTY_NAME", "Linux"), kin.contains("debian"));
    }

    /** The command that installs what is missing here. */
    String install(String debianPackages, String enterpriseLinuxPackages) {
        return usesApt
                ? "apt install --no-install-recommends " + debianPackages
                : "dnf install " + enterpriseLinuxPackages;
    }
}
