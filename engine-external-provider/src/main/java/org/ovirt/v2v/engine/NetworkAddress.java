package org.ovirt.v2v.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host name or IP address, with a port if one was given.
 *
 * @param host without the brackets of an IPv6 address
 * @param port 0 if none was given
 */
public record NetworkAddress(String host, int port) {
    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::(\\d{1,5}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?)(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** Reads {@code host}, {@code host:port}, {@code [IPv6]:port} or an IPv6 address; refuses the field otherwise. */
    public static NetworkAddress parse(String field, String text) {
        String address = text.strip();
        if (BARE_IPV6.matcher(address).matches()) {
            return new NetworkAddress(address, 0);
        }
        Matcher bracketed = BRACKETED.matcher(address);
        if (bracketed.matches()) {
            return new NetworkAddress(bracketed.group(1), port(field, bracketed.group(2)));
        }
        Matcher named = NAMED.matcher(address);
        if (named.matches()) {
            return new NetworkAddress(named.group(1), port(field, named.group(2)));
        }
        throw new InvalidFieldException(
                field,
                "The address is not a host name or IP address with an optional port, as in vcenter.example.com,"
                        + " 192.0.2.1:8443 or [2001:db8::1]:8443; it has no scheme and no path.");
    }

    /** The port, if it is one. */
    public static int checkPort(String field, int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new InvalidFieldException(field, "The port is not between 1 and " + HIGHEST_PORT + ".");
        }
        return port;
    }

    private static int port(String field, String digits) {
        return digits == null ? 0 : checkPort(field, Integer.parseInt(digits));
    }
}
