package org.ovirt.v2v.agent.exportdomain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The file {@code dom_md/metadata}: lines KEY=value, sealed with a SHA-1 (VDSM's persistent.py and sd.py). */
record DomainMetadata(SortedMap<String, String> values) {
    private static final String CHECKSUM = "_SHA_CKSUM";

    DomainMetadata {
        values = new TreeMap<>(values);
    }

    /** Throws {@link IllegalArgumentException} if the text is not metadata, or the seal is broken; it may be missing. */
    static DomainMetadata parse(String text) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            } else if (!line.isBlank()) {
                throw new IllegalArgumentException("it has a line that is not KEY=value");
            }
        }
        String found = values.remove(CHECKSUM);
        DomainMetadata metadata = new DomainMetadata(values);
        if (found != null && !found.equals(metadata.checksum())) {
            throw new IllegalArgumentException("its checksum does not fit, so it was changed by hand or is damaged");
        }
        return metadata;
    }

    /**
     * Metadata of a new export domain. No data center has it attached: VDSM attaches only what has no pool, and refuses the rest
     * (StorageDomainAlreadyAttached).
     */
    static DomainMetadata create(UUID id, String name, String type, String remotePath) {
        return new DomainMetadata(new TreeMap<>(Map.ofEntries(
                Map.entry("CLASS", "Backup"),
                Map.entry("DESCRIPTION", name),
                Map.entry("IOOPTIMEOUTSEC", "10"),
                Map.entry("LEASERETRIES", "3"),
                Map.entry("LEASETIMESEC", "60"),
                Map.entry("LOCKPOLICY", ""),
                Map.entry("LOCKRENEWALINTERVALSEC", "5"),
                Map.entry("POOL_UUID", ""),
                Map.entry("REMOTE_PATH", remotePath),
                Map.entry("ROLE", "Regular"),
                Map.entry("SDUUID", id.toString()),
                Map.entry("TYPE", type),
                Map.entry("VERSION", "0"))));
    }

    String get(String key) {
        return values.getOrDefault(key, "");
    }

    /** The file's text, sealed. */
    String text() {
        return values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining())
                + CHECKSUM + "=" + checksum() + "\n";
    }

    private String checksum() {
        String sealed = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
        StringBuilder ascii = new StringBuilder();
        sealed.codePoints()
                .forEach(point -> ascii.append(point < 128 ? Character.toString(point) : "&#" + point + ";"));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(ascii.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
