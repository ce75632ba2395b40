package org.ovirt.v2v.model.source;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells addresses that mean another machine for everybody who uses them: those of a machine itself (loopback) and of its link. What
 * an operator gives as the address of a source must not be one of them, or the operator could reach what only the proxy host may.
 *
 * @param allowed those of them that may be used nevertheless
 */
public record LocalAddresses(AddressRanges allowed) {
    private static final AddressRanges LOCAL = AddressRanges.of("0.0.0.0/8,127.0.0.0/8,169.254.0.0/16,::/96,fe80::/10");

    /** What programs take for an address though it does not look like one: 127.1, 2130706433, 0x7f.1, 0177.0.0.1. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    private static final Pattern ZERO_LED = Pattern.compile("(.*\\.)?0[0-9].*");

    /** Whether it may not be used. */
    public boolean isRefused(InetAddress address) {
        return LOCAL.contains(address) && !allowed.contains(address);
    }

    /**
     * Whether it can be seen without looking up a name that this host of a URI may not be used: an address that is refused, a name
     * that always means the machine itself, or an address in a form that is read differently from program to program.
     */
    public boolean isRefused(String host) {
        Optional<InetAddress> literal = AddressRange.literal(host);
        if (literal.isPresent() && !ZERO_LED.matcher(host).matches()) {
            return isRefused(literal.get());
        }
        String name = host.toLowerCase(Locale.ROOT);
        boolean isOwn = name.equals("localhost") || name.endsWith(".localhost") || name.endsWith("localhost.");
        return NUMBER.matcher(host).matches()
                || (isOwn && isRefused(AddressRange.literal("127.0.0.1").orElseThrow()));
    }
}
