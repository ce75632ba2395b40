package org.ovirt.v2v.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, which goes on behind it or not; how long the whole list is nobody has counted.
 *
 * @param isLast whether the list ends with it
 */
public record Slice<T>(List<T> items, boolean isLast) {
    public Slice {
        items = List.copyOf(items);
    }

    /**
     * Makes a slice of what was fetched.
     *
     * @param fetched one more than are wanted, if there are so many
     * @param max how many are wanted
     */
    public static <T> Slice<T> of(List<T> fetched, int max) {
        return new Slice<>(fetched.subList(0, Math.min(max, fetched.size())), fetched.size() <= max);
    }

    public <R> Slice<R> map(Function<T, R> change) {
        return new Slice<>(items.stream().map(change).toList(), isLast);
    }

    /** The key that the next slice begins behind; empty if there is none. */
    public Optional<String> next(Function<T, String> key) {
        return isLast || items.isEmpty() ? Optional.empty() : Optional.of(key.apply(items.get(items.size() - 1)));
    }
}
