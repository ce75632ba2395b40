package org.ovirt.v2v.model.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, such as {@code 192.0.2.0/24}, or one address.
 *
 * @param bits how many of them are the same
 */
public record AddressRange(InetAddress first, int bits) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    public AddressRange {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("the address " + first.getHostAddress() + " has no " + bits + " bits");
        }
    }

    /** Reads an address, or one with the number of bits behind a slash; never looks up a name. */
    public static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress first = literal(parts[0]).orElseThrow(() -> notOne(text));
        if (parts.length == 1) {
            return new AddressRange(first, first.getAddress().length * Byte.SIZE);
        }
        if (!BITS.matcher(parts[1]).matches()) {
            throw notOne(text);
        }
        return new AddressRange(first, Integer.parseInt(parts[1]));
    }

    private static IllegalArgumentException notOne(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not an IP address or a range of them, as in 127.0.0.1, 192.0.2.0/24 or fe80::/10");
    }

    /** An address in digits, an IPv4 address within an IPv6 one as the IPv4 address; empty for names and anything else. */
    public static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether the address is one of these. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return mine.length == other.length
                && Arrays.equals(mine, 0, whole, other, 0, whole)
                && (rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >> (Byte.SIZE - rest) == 0);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
