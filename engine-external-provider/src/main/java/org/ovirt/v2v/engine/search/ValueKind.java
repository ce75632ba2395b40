package org.ovirt.v2v.engine.search;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.ListKey;

/**
 * What values a key has, how they are written, and what they can be compared by.
 *
 * @param <C> the type of the values
 */
public sealed interface ValueKind<C extends Comparable<? super C>> {
    static ValueKind<String> text() {
        return new Text();
    }

    static ValueKind<Integer> number() {
        return new WholeNumber<>(Integer::valueOf);
    }

    static ValueKind<Long> longNumber() {
        return new WholeNumber<>(Long::valueOf);
    }

    static ValueKind<UUID> id() {
        return new Id();
    }

    static ValueKind<Instant> time() {
        return new Time();
    }

    /** One of the constants, by their names in any case; they can be compared in their order. */
    static <E extends Enum<E>> ValueKind<E> oneOf(Class<E> type) {
        return new Choice<>(type);
    }

    /** What a value must look like, for messages. */
    String expected();

    Set<Operator> operators();

    /** The condition that a comparison means; empty if the value is none of this kind. */
    <T> Optional<Condition<T>> condition(SearchKey<T, C> key, Operator operator, SearchValue value, Reading reading);

    default int compare(C left, C right) {
        return left.compareTo(right);
    }

    /**
     * How a search is read.
     *
     * @param clock what day it is today
     */
    record Reading(boolean caseSensitive, Clock clock) {}

    /** Texts with stars. */
    record Text() implements ValueKind<String> {
        @Override
        public String expected() {
            return "a text in which * stands for any characters";
        }

        @Override
        public Set<Operator> operators() {
            return EnumSet.of(Operator.EQUAL, Operator.UNEQUAL);
        }

        @Override
        public <T> Optional<Condition<T>> condition(
                SearchKey<T, String> key, Operator operator, SearchValue value, Reading reading) {
            return Optional.of(new Condition.Matches<>(
                    key, value.pattern(), operator == Operator.UNEQUAL, reading.caseSensitive()));
        }

        @Override
        public int compare(String left, String right) {
            int ignoringCase = String.CASE_INSENSITIVE_ORDER.compare(left, right);
            return ignoringCase == 0 ? left.compareTo(right) : ignoringCase;
        }
    }

    /** Whole numbers. */
    record WholeNumber<C extends Comparable<? super C>>(Function<String, C> reader) implements ValueKind<C> {
        @Override
        public String expected() {
            return "a whole number";
        }

        @Override
        public Set<Operator> operators() {
            return EnumSet.allOf(Operator.class);
        }

        @Override
        public <T> Optional<Condition<T>> condition(
                SearchKey<T, C> key, Operator operator, SearchValue value, Reading reading) {
            try {
                return Optional.of(new Condition.Compares<>(key, operator, reader.apply(value.text())));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Ids of entities. */
    record Id() implements ValueKind<UUID> {
        @Override
        public String expected() {
            return "a UUID";
        }

        @Override
        public Set<Operator> operators() {
            return EnumSet.of(Operator.EQUAL, Operator.UNEQUAL);
        }

        @Override
        public <T> Optional<Condition<T>> condition(
                SearchKey<T, UUID> key, Operator operator, SearchValue value, Reading reading) {
            return EntityReference.parse(value.text()).map(id -> new Condition.Compares<>(key, operator, id));
        }

        /** As databases do, without a sign. */
        @Override
        public int compare(UUID left, UUID right) {
            return ListKey.UNSIGNED.compare(left, right);
        }
    }

    /** Instants; a day, an hour and a minute are equal to every instant in them. */
    record Time() implements ValueKind<Instant> {
        @Override
        public String expected() {
            return SearchTime.EXPECTED;
        }

        @Override
        public Set<Operator> operators() {
            return EnumSet.allOf(Operator.class);
        }

        @Override
        public <T> Optional<Condition<T>> condition(
                SearchKey<T, Instant> key, Operator operator, SearchValue value, Reading reading) {
            return SearchTime.parse(value.text(), reading.clock()).map(time -> switch (operator) {
                case EQUAL ->
                    new Condition.AllOf<T>(List.of(
                            new Condition.Compares<>(key, Operator.AT_LEAST, time.from()),
                            new Condition.Compares<>(key, Operator.LESS, time.until())));
                case UNEQUAL ->
                    new Condition.AnyOf<T>(List.of(
                            new Condition.Compares<>(key, Operator.LESS, time.from()),
                            new Condition.Compares<>(key, Operator.AT_LEAST, time.until())));
                case LESS, AT_MOST, GREATER, AT_LEAST -> new Condition.Compares<>(key, operator, time.from());
            });
        }
    }

    /** Constants, which stand in databases by name: an order of theirs is written as the list of those that fulfil it. */
    record Choice<E extends Enum<E>>(Class<E> type) implements ValueKind<E> {
        @Override
        public String expected() {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }

        @Override
        public Set<Operator> operators() {
            return EnumSet.allOf(Operator.class);
        }

        @Override
        public <T> Optional<Condition<T>> condition(
                SearchKey<T, E> key, Operator operator, SearchValue value, Reading reading) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equalsIgnoreCase(value.text()))
                    .findAny()
                    .map(wanted -> new Condition.OneOf<>(key, fulfilling(operator, wanted)));
        }

        private Set<E> fulfilling(Operator operator, E wanted) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> operator.holds(constant.compareTo(wanted)))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }
}
