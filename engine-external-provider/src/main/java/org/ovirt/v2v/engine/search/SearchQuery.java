package org.ovirt.v2v.engine.search;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a search asks for.
 *
 * @param condition empty if for everything
 * @param sort empty for the usual order of the list
 * @param page from 1; empty if not asked for by page
 */
public record SearchQuery<T>(Optional<Condition<T>> condition, Optional<Sort<T>> sort, Optional<Integer> page) {
    /** How many are on a page if nobody says so. */
    public static final int PAGE_SIZE = 100;

    /** The order of the list. */
    public record Sort<T>(SearchKey<T, ?> key, boolean descending) {
        public Comparator<T> comparator() {
            Comparator<T> ascending = key::compare;
            return descending ? ascending.reversed() : ascending;
        }
    }

    /** Asks for everything. */
    public static <T> SearchQuery<T> everything() {
        return new SearchQuery<>(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads a search; refuses the field {@code search} if it is not understood.
     *
     * @param what is searched
     * @param caseSensitive whether large and small letters differ in values that are texts
     */
    public static <T> SearchQuery<T> parse(String text, SearchObject<T> what, boolean caseSensitive) {
        return parse(text, what, caseSensitive, Clock.systemUTC());
    }

    static <T> SearchQuery<T> parse(String text, SearchObject<T> what, boolean caseSensitive, Clock clock) {
        return new SearchParser<>(text, what, new ValueKind.Reading(caseSensitive, clock)).parse();
    }

    /** Those that fulfil the condition. */
    public Stream<T> filter(Stream<T> items) {
        return condition.isEmpty() ? items : items.filter(condition.get()::holds);
    }

    /** What is found, sorted, and of that the page. Those that are equal by the wanted order stay in theirs. */
    public List<T> apply(List<T> items, Optional<Integer> max) {
        Stream<T> found = filter(items.stream());
        if (sort.isPresent()) {
            found = found.sorted(sort.get().comparator());
        }
        Optional<Integer> limit = size(max);
        return limit.isEmpty()
                ? found.toList()
                : found.skip(offset(max)).limit(limit.get()).toList();
    }

    /** How many entries are before the first wanted one. */
    public long offset(Optional<Integer> max) {
        return page.map(number -> (number - 1L) * size(max).orElseThrow()).orElse(0L);
    }

    /** How many are wanted at most; empty if all. */
    public Optional<Integer> size(Optional<Integer> max) {
        return max.or(() -> page.map(number -> PAGE_SIZE));
    }
}
