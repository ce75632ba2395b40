package org.ovirt.v2v.engine.search;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.query.SortDirection;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaExpression;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;

/**
 * Writes what a search asks for as part of a query of a table. All values are parameters of the statement.
 *
 * <p>H2 tries all places for each star of a {@code like} that something follows, and for each of them all places for the next
 * one: so only a few stars are allowed here.
 */
public final class SearchPredicates<T> implements Condition.Translation<T, Predicate> {
    private static final char ESCAPE = '!';
    private static final int MOST_SEARCHING_STARS = 2;

    private final HibernateCriteriaBuilder builder;
    private final From<?, T> item;

    public SearchPredicates(HibernateCriteriaBuilder builder, From<?, T> item) {
        this.builder = builder;
        this.item = item;
    }

    public Predicate of(Condition<T> condition) {
        return condition.translate(this);
    }

    /** What has no value is the smallest, in every database; texts are sorted by their letters before the case of these. */
    public List<Order> of(SearchQuery.Sort<T> sort) {
        List<Order> order = new ArrayList<>();
        if (sort.key().kind() instanceof ValueKind.Text) {
            Path<String> text = path(SearchObject.asText(sort.key()));
            order.add(order(builder.lower(text), sort));
        }
        order.add(order((JpaExpression<?>) path(sort.key()), sort));
        return order;
    }

    private Order order(JpaExpression<?> by, SearchQuery.Sort<T> sort) {
        return builder.sort(
                by,
                sort.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING,
                sort.descending() ? Nulls.LAST : Nulls.FIRST);
    }

    @Override
    public Predicate all(Condition.AllOf<T> all) {
        return builder.and(all.conditions().stream().map(this::of).toArray(Predicate[]::new));
    }

    @Override
    public Predicate any(Condition.AnyOf<T> any) {
        return builder.or(any.conditions().stream().map(this::of).toArray(Predicate[]::new));
    }

    @Override
    public Predicate matches(Condition.Matches<T> matches) {
        Path<String> path = path(matches.key());
        Predicate fits = matches.caseSensitive()
                ? fits(path, matches.pattern(), Case.KEPT)
                : fits(builder.lower(path), matches.pattern(), Case.LOWERED);
        return matches.negated() ? builder.and(builder.isNotNull(path), builder.not(fits)) : fits;
    }

    @Override
    public <C extends Comparable<? super C>> Predicate compares(Condition.Compares<T, C> compares) {
        Path<C> path = path(compares.key());
        C value = compares.value();
        return switch (compares.operator()) {
            case EQUAL -> builder.equal(path, value);
            case UNEQUAL -> builder.notEqual(path, value);
            case LESS -> builder.lessThan(path, value);
            case AT_MOST -> builder.lessThanOrEqualTo(path, value);
            case GREATER -> builder.greaterThan(path, value);
            case AT_LEAST -> builder.greaterThanOrEqualTo(path, value);
        };
    }

    @Override
    public <C extends Comparable<? super C>> Predicate oneOf(Condition.OneOf<T, C> oneOf) {
        Path<C> path = path(oneOf.key());
        List<C> values = List.copyOf(oneOf.values());
        return switch (values.size()) {
            case 0 -> builder.disjunction();
            case 1 -> builder.equal(path, values.get(0));
            default -> path.in(values);
        };
    }

    @Override
    public Predicate given(Condition.Given<T> given) {
        Path<?> path = path(given.key());
        if (!(given.key().kind() instanceof ValueKind.Text)) {
            return given.negated() ? builder.isNull(path) : builder.isNotNull(path);
        }
        return given.negated()
                ? builder.or(builder.isNull(path), builder.equal(path, ""))
                : builder.and(builder.isNotNull(path), builder.notEqual(path, ""));
    }

    /** Whether the database makes small letters of a text, which it must do with both sides, for it knows other letters than Java. */
    private enum Case {
        KEPT,
        LOWERED
    }

    private Predicate fits(Expression<String> text, TextPattern pattern, Case letters) {
        if (pattern.isPlain()) {
            return builder.equal(text, value(pattern.first(), letters));
        }
        if (pattern.parts().size() - (pattern.last().isEmpty() ? 1 : 0) > MOST_SEARCHING_STARS + 1) {
            throw new InvalidFieldException(
                    "search",
                    "The value " + KnownNames.quoted(pattern.text()) + " has too many stars: here it can be "
                            + MOST_SEARCHING_STARS + " and one at its end.");
        }
        String like = pattern.parts().stream().map(SearchPredicates::escaped).collect(Collectors.joining("%"));
        return builder.like(text, value(like, letters), ESCAPE);
    }

    private Expression<String> value(String text, Case letters) {
        Expression<String> parameter = builder.value(text);
        return switch (letters) {
            case KEPT -> parameter;
            case LOWERED -> builder.lower(parameter);
        };
    }

    /** The text for {@code like}, in which none of its characters stands for others. */
    private static String escaped(String text) {
        return text.replaceAll("[%_!]", ESCAPE + "$0");
    }

    private <C extends Comparable<? super C>> Path<C> path(SearchKey<T, C> key) {
        String property = key.property()
                .orElseThrow(
                        () -> new IllegalArgumentException(key.name() + " is not stored and cannot be searched by"));
        Path<?> path = item;
        for (String step : property.split("\\.", -1)) {
            path = path.get(step);
        }
        @SuppressWarnings("unchecked") // the one who declared the key knows the property's type
        Path<C> typed = (Path<C>) path;
        return typed;
    }
}
