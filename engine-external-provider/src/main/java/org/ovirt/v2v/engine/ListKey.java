package org.ovirt.v2v.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an entry in a list that is sorted by time, the newest first. A page that begins behind a key costs the same
 * wherever in the list it is, and misses nothing when entries are added or removed meanwhile.
 *
 * @param time of the entry, in whole microseconds
 * @param id tells entries of the same time apart
 */
public record ListKey(Instant time, UUID id) {
    /** The order of ids in databases, which know no sign. */
    public static final Comparator<UUID> UNSIGNED = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** The order of the lists. */
    public static final Comparator<ListKey> NEWEST_FIRST = Comparator.comparing(ListKey::time)
            .thenComparing(ListKey::id, UNSIGNED)
            .reversed();

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9a-f-]{36})");

    /** As clients get it and give it back. */
    public String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time) + "-" + id;
    }

    /** Reads what {@link #text} wrote; empty if the text is nothing like that. */
    public static Optional<ListKey> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? EntityReference.parse(parts.group(2))
                        .map(id ->
                                new ListKey(Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS), id))
                : Optional.empty();
    }
}
