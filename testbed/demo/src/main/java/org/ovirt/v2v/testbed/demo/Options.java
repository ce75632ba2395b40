package org.ovirt.v2v.testbed.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param once end after the import
 * @param source a real vCenter; empty for the simulated one
 */
record Options(boolean once, Optional<Source> source) {
    private static final Set<String> SOURCE = Set.of("--vcenter", "--user", "--password-file", "--vm");

    /** Reads what {@code bin/quickstart} has looked at already. */
    static Options parse(String... arguments) {
        boolean once = false;
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--once")) {
                once = true;
            } else if (SOURCE.contains(name) && i + 1 < arguments.length) {
                values.put(name, arguments[++i]);
            } else {
                throw new DemoException(name + " is no option, or its value is missing");
            }
        }
        if (values.isEmpty()) {
            return new Options(once, Optional.empty());
        }
        if (!values.keySet().equals(SOURCE)) {
            throw new DemoException("--vcenter, --user, --password-file and --vm belong together: give all four");
        }
        return new Options(
                once,
                Optional.of(new Source(
                        values.get("--vcenter"),
                        values.get("--user"),
                        Path.of(values.get("--password-file")),
                        values.get("--vm"))));
    }

    /**
     * A machine of a vCenter.
     *
     * @param address host name, with a port if it is not 443
     * @param user as in administrator@vsphere.local
     * @param passwordFile the user's password is its first line
     * @param machine the machine's name
     */
    record Source(String address, String user, Path passwordFile, String machine) {}
}
