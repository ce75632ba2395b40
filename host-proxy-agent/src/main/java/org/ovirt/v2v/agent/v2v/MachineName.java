package org.ovirt.v2v.agent.v2v;

import java.util.regex.Pattern;

/** The name of a machine in oVirt: letters, digits, dots, underscores and hyphens, at most 255 of them. */
public final class MachineName {
    private static final int LONGEST = 255;
    private static final Pattern FOREIGN = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}._-]");
    private static final Pattern LEADING = Pattern.compile("^[-.]");

    private MachineName() {}

    /** A valid name as near as can be to the wanted one; each character that oVirt does not allow becomes an underscore. */
    public static String valid(String wanted) {
        String allowed = FOREIGN.matcher(wanted.strip()).replaceAll("_");
        String safe = LEADING.matcher(allowed).replaceAll("_");
        if (safe.isEmpty()) {
            throw new IllegalArgumentException("the name of the machine is empty");
        }
        return safe.substring(0, Math.min(LONGEST, safe.length()));
    }
}
