package org.ovirt.v2v.agent.source.vmware;

import java.util.regex.Pattern;

/**
 * Names as vSphere stores them: a slash, a backslash and a percent sign in a name are kept as {@code %2f}, {@code %5c} and
 * {@code %25}. People see them decoded. A libvirt URI has the stored form, percent-encoded once more: libvirt decodes it
 * once and then compares it with the stored name.
 */
final class VimNames {
    private static final Pattern ESCAPE = Pattern.compile("%(2[fF]|5[cC]|25)");

    private VimNames() {}

    static String decode(String stored) {
        if (stored.indexOf('%') < 0) {
            return stored;
        }
        return ESCAPE.matcher(stored).replaceAll(match -> switch (match.group(1)) {
            case "25" -> "%";
            case "2f", "2F" -> "/";
            default -> "\\\\";
        });
    }
}
