package org.ovirt.v2v.agent.guest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * oVirt's name for an operating system, by libosinfo's id of it. Where oVirt has no name for a release, it is the one that
 * virt-v2v chooses for its export domain output: the newest that oVirt knows of that distribution.
 *
 * @param name as in oVirt's osinfo-defaults.properties
 * @param desktop whether it is made for people to sit at
 */
record OvirtOs(String name, boolean desktop) {
    private static final Pattern ID = Pattern.compile("http://([a-z.]+)/([a-z-]+)/([a-z0-9]+)(?:\\.(\\d{1,4}))?");
    private static final Pattern YEAR_OR_VERSION = Pattern.compile("\\d{1,4}");

    /** oVirt's word for what nobody knows. */
    private static final OvirtOs UNKNOWN = new OvirtOs("Unassigned", false);

    private static final OvirtOs OTHER_LINUX = new OvirtOs("OtherLinux", false);

    /** By the version in {@code http://microsoft.com/win/VERSION}; the names for 64 bits, and for 32 where there are any. */
    private static final Map<String, Windows> WINDOWS = Map.ofEntries(
            Map.entry("xp", new Windows("WindowsXP", "WindowsXP", true)),
            Map.entry("2k3", new Windows("Windows2003x64", "Windows2003", false)),
            Map.entry("2k3r2", new Windows("Windows2003x64", "Windows2003", false)),
            Map.entry("vista", new Windows("Windows2008x64", "Windows2008", true)),
            Map.entry("2k8", new Windows("Windows2008x64", "Windows2008", false)),
            Map.entry("7", new Windows("Windows7x64", "Windows7", true)),
            Map.entry("2k8r2", new Windows("Windows2008R2x64", "Windows7", false)),
            Map.entry("8", new Windows("windows_8x64", "windows_8", true)),
            Map.entry("8.1", new Windows("windows_8x64", "windows_8", true)),
            Map.entry("2k12", new Windows("windows_2012x64", "windows_8", false)),
            Map.entry("2k12r2", new Windows("windows_2012R2x64", "windows_8", false)),
            Map.entry("10", new Windows("windows_10x64", "windows_10", true)),
            Map.entry("11", new Windows("windows_11", "windows_10", true)),
            Map.entry("2k16", new Windows("windows_2016x64", "windows_10", false)),
            Map.entry("2k19", new Windows("windows_2019x64", "windows_10", false)),
            Map.entry("2k22", new Windows("windows_2022", "windows_10", false)),
            Map.entry("2k25", new Windows("windows_2025", "windows_10", false)));

    private record Windows(String wide, String narrow, boolean desktop) {}

    /** The name for a guest; that for an unknown one if its id says nothing. */
    static OvirtOs of(Guest guest) {
        boolean wide = guest.architecture().equals("x86_64");
        Optional<Matcher> id = guest.operatingSystem().map(ID::matcher).filter(Matcher::matches);
        return id.map(found -> named(found, wide)).orElse(UNKNOWN);
    }

    private static OvirtOs named(Matcher id, boolean wide) {
        String vendor = id.group(1);
        String version = id.group(3);
        int minor = Optional.ofNullable(id.group(4)).map(Integer::parseInt).orElse(0);
        if (vendor.equals("microsoft.com")) {
            return windows(
                    Optional.ofNullable(id.group(4))
                            .map(rest -> version + "." + rest)
                            .orElse(version),
                    wide);
        }
        if (!YEAR_OR_VERSION.matcher(version).matches()) {
            return OTHER_LINUX;
        }
        return linux(id.group(2), Integer.parseInt(version), minor, wide);
    }

    private static OvirtOs windows(String version, boolean wide) {
        return Optional.ofNullable(WINDOWS.get(version))
                .map(found -> new OvirtOs(wide ? found.wide : found.narrow, found.desktop))
                .orElse(UNKNOWN);
    }

    private static OvirtOs linux(String distribution, int major, int minor, boolean wide) {
        return switch (distribution) {
            case "rhel", "centos" -> enterpriseLinux(major, wide);
            case "sles" -> major >= 11 && wide ? new OvirtOs("sles_11", false) : OTHER_LINUX;
            case "sled" -> new OvirtOs(major >= 11 && wide ? "sles_11" : OTHER_LINUX.name, true);
            case "debian" -> major >= 7 ? new OvirtOs("debian_7", false) : OTHER_LINUX;
            case "ubuntu" -> ubuntu(major, minor);
            default -> OTHER_LINUX;
        };
    }

    private static OvirtOs enterpriseLinux(int major, boolean wide) {
        if (major > 6) {
            return wide ? new OvirtOs("rhel_" + major + "x64", false) : OTHER_LINUX;
        }
        return new OvirtOs("RHEL" + major + (wide ? "x64" : ""), false);
    }

    private static OvirtOs ubuntu(int major, int minor) {
        if (major >= 14) {
            return new OvirtOs("ubuntu_14_04", false);
        }
        return major >= 12
                ? new OvirtOs(String.format(Locale.ROOT, "ubuntu_%d_%02d", major, minor), false)
                : OTHER_LINUX;
    }
}
