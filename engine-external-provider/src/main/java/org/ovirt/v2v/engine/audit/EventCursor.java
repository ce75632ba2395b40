package org.ovirt.v2v.engine.audit;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How far somebody has read the events, in the order of their ids. An id is given before its event is committed, so one can appear
 * behind one with a greater id: what is missing is looked for, for a while.
 *
 * @param last the greatest id that was read
 * @param missing smaller ids without an event so far; most will never have one, since their transactions were rolled back
 */
public record EventCursor(long last, NavigableSet<Long> missing) {
    /** What is so far behind the last does not come any more. */
    static final int WINDOW = 1_000;

    /** More would make long queries and long headers. */
    private static final int MOST_MISSING = 100;

    private static final String SEPARATOR = "-";

    /** Of ids with up to 18 digits. */
    private static final Pattern TEXT = Pattern.compile("\\d{1,18}(-\\d{1,18}){0," + MOST_MISSING + "}");

    public EventCursor {
        missing = Collections.unmodifiableNavigableSet(new TreeSet<>(missing));
    }

    /** Behind this event, whatever was before. */
    public static EventCursor behind(long id) {
        return new EventCursor(id, new TreeSet<>());
    }

    /** As {@link #text} has said it; empty if it is none. */
    public static Optional<EventCursor> parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        List<Long> ids = Stream.of(text.split(SEPARATOR, -1)).map(Long::valueOf).toList();
        return Optional.of(new EventCursor(ids.get(0), new TreeSet<>(ids.subList(1, ids.size()))));
    }

    /** For a client that is to go on from here later. */
    public String text() {
        return Stream.concat(Stream.of(last), missing.stream())
                .map(String::valueOf)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** After these were read, which may be missing ones and those that follow the last. */
    public EventCursor after(Collection<Long> read) {
        NavigableSet<Long> open = new TreeSet<>(missing);
        long newest = read.stream().reduce(last, Math::max);
        LongStream.range(Math.max(last + 1, newest - WINDOW), newest).forEach(open::add);
        read.forEach(open::remove);
        List<Long> recent = List.copyOf(open.tailSet(newest - WINDOW, true));
        return new EventCursor(
                newest, new TreeSet<>(recent.subList(Math.max(0, recent.size() - MOST_MISSING), recent.size())));
    }
}
