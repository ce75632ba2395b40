package org.ovirt.v2v.engine.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a file (RFC 9110, 14.1.2).
 *
 * @param from the first byte
 * @param to behind the last byte
 */
record ByteRange(long from, long to) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * What a header asks for; empty if it asks for something that a server may overlook, such as several ranges.
     *
     * @param size of the file
     */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher range = SINGLE.matcher(header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            return Optional.of(new ByteRange(Math.max(0, size - Long.parseLong(range.group(2))), size));
        }
        long from = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        return last < from ? Optional.empty() : Optional.of(new ByteRange(from, Math.min(size - 1, last) + 1));
    }

    /** Whether there is anything to be sent. */
    boolean isSatisfiable() {
        return from < to;
    }

    /** The value of Content-Range. */
    String of(long size) {
        return isSatisfiable() ? "bytes " + from + "-" + (to - 1) + "/" + size : "bytes */" + size;
    }

    long length() {
        return to - from;
    }
}
