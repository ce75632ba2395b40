package org.ovirt.v2v.engine.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What entities must fulfil to be found. */
public sealed interface Condition<T> {
    boolean holds(T item);

    <R> R translate(Translation<T, R> translation);

    /** The keys that have one and the same value in all that fulfil it. */
    default Stream<SearchKey<T, ?>> fixed() {
        return Stream.empty();
    }

    /** What becomes of each kind of condition, as in a query of a database. */
    interface Translation<T, R> {
        R all(AllOf<T> all);

        R any(AnyOf<T> any);

        R matches(Matches<T> matches);

        <C extends Comparable<? super C>> R compares(Compares<T, C> compares);

        <C extends Comparable<? super C>> R oneOf(OneOf<T, C> oneOf);

        R given(Given<T> given);
    }

    /** Each of them. */
    record AllOf<T>(List<Condition<T>> conditions) implements Condition<T> {
        public AllOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(T item) {
            return conditions.stream().allMatch(condition -> condition.holds(item));
        }

        @Override
        public <R> R translate(Translation<T, R> translation) {
            return translation.all(this);
        }

        @Override
        public Stream<SearchKey<T, ?>> fixed() {
            return conditions.stream().flatMap(Condition::fixed);
        }
    }

    /** At least one of them. */
    record AnyOf<T>(List<Condition<T>> conditions) implements Condition<T> {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(T item) {
            return conditions.stream().anyMatch(condition -> condition.holds(item));
        }

        @Override
        public <R> R translate(Translation<T, R> translation) {
            return translation.any(this);
        }
    }

    /**
     * A text that fits a pattern.
     *
     * @param negated if there must be a text that does not fit
     */
    record Matches<T>(SearchKey<T, String> key, TextPattern pattern, boolean negated, boolean caseSensitive)
            implements Condition<T> {
        @Override
        public boolean holds(T item) {
            return key.of(item)
                    .filter(text -> pattern.matches(text, caseSensitive) != negated)
                    .isPresent();
        }

        @Override
        public <R> R translate(Translation<T, R> translation) {
            return translation.matches(this);
        }

        @Override
        public Stream<SearchKey<T, ?>> fixed() {
            return pattern.isPlain() && !negated && caseSensitive ? Stream.of(key) : Stream.empty();
        }
    }

    /** A value that compares with another one. */
    record Compares<T, C extends Comparable<? super C>>(SearchKey<T, C> key, Operator operator, C value)
            implements Condition<T> {
        @Override
        public boolean holds(T item) {
            return key.of(item)
                    .filter(own -> operator.holds(own.compareTo(value)))
                    .isPresent();
        }

        @Override
        public <R> R translate(Translation<T, R> translation) {
            return translation.compares(this);
        }

        @Override
        public Stream<SearchKey<T, ?>> fixed() {
            return operator == Operator.EQUAL ? Stream.of(key) : Stream.empty();
        }
    }

    /** One of some values. */
    record OneOf<T, C extends Comparable<? super C>>(SearchKey<T, C> key, Set<C> values) implements Condition<T> {
        public OneOf {
            values = new LinkedHashSet<>(values);
        }

        @Override
        public boolean holds(T item) {
            return key.isOneOf(item, values);
        }

        @Override
        public <R> R translate(Translation<T, R> translation) {
            return translation.oneOf(this);
        }

        @Override
        public Stream<SearchKey<T, ?>> fixed() {
            return values.size() == 1 ? Stream.of(key) : Stream.empty();
        }
    }

    /**
     * Any value.
     *
     * @param negated if there must be none
     */
    record Given<T>(SearchKey<T, ?> key, boolean negated) implements Condition<T> {
        @Override
        public boolean holds(T item) {
            boolean isGiven = key.of(item).filter(value -> !value.equals("")).isPresent();
            return isGiven != negated;
        }

        @Override
        public <R> R translate(Translation<T, R> translation) {
            return translation.given(this);
        }
    }
}
