package org.ovirt.v2v.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What entities of one kind can be searched by.
 *
 * @param names in small letters, as in {@code vm.name}; the first is shown, the others are understood too
 * @param kind of its values
 * @param read the value of an entity; empty if it has none
 * @param property where it is stored: the path of a property of the JPA entity, with dots; empty if it is not stored
 */
public record SearchKey<T, C extends Comparable<? super C>>(
        List<String> names, ValueKind<C> kind, Function<T, Optional<C>> read, Optional<String> property) {
    public SearchKey {
        names = List.copyOf(names);
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(read, "read is null");
        Objects.requireNonNull(property, "property is null");
    }

    /**
     * A key of texts, which free text is looked for in too.
     *
     * @param name that is shown
     */
    public static <T> SearchKey<T, String> text(String name, Function<T, Optional<String>> read) {
        return of(name, ValueKind.text(), read);
    }

    /**
     * A key of any kind.
     *
     * @param name that is shown
     */
    public static <T, C extends Comparable<? super C>> SearchKey<T, C> of(
            String name, ValueKind<C> kind, Function<T, Optional<C>> read) {
        return new SearchKey<>(List.of(name), kind, read, Optional.empty());
    }

    /** The same key, which is stored. */
    public SearchKey<T, C> stored(String path) {
        return new SearchKey<>(names, kind, read, Optional.of(path));
    }

    /** The same key, which these names are understood for too. */
    public SearchKey<T, C> alias(String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return new SearchKey<>(all, kind, read, property);
    }

    public String name() {
        return names.get(0);
    }

    public Optional<C> of(T item) {
        return read.apply(item);
    }

    /** Compares by it as databases are told to: what has no value is the smallest. */
    int compare(T left, T right) {
        Optional<C> one = of(left);
        Optional<C> other = of(right);
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isPresent(), other.isPresent());
        }
        return kind.compare(one.get(), other.get());
    }

    /** Whether the value of the entity is one of these. */
    boolean isOneOf(T item, Set<C> values) {
        return of(item).filter(values::contains).isPresent();
    }
}
