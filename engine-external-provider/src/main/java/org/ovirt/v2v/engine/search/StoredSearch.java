package org.ovirt.v2v.engine.search;

import jakarta.persistence.EntityManager;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.ovirt.v2v.engine.InvalidFieldException;

/**
 * Finds in a table what a search asks for, and gives up when that takes the database too long.
 *
 * @param type of the entities
 * @param longest how long it may take
 * @param advice how to ask for less, for those who have asked for too much
 */
public record StoredSearch<T>(Class<T> type, Duration longest, String advice) {
    private static final String TIMEOUT_HINT = "jakarta.persistence.query.timeout";

    /** The entity that a query is about, and what makes conditions for it. */
    public record Item<T>(HibernateCriteriaBuilder builder, JpaRoot<T> root) {}

    /**
     * What fulfils the search, in its order or in the usual one.
     *
     * @param max how many at most; a page of the search begins behind so many for each page before it
     * @param more whether one more is found, if there is one, by which one knows that there are more
     * @param limits what has to hold beside the search
     * @param order the usual order, which also decides between those that are equal in the wanted one
     */
    public List<T> find(
            EntityManager entities,
            SearchQuery<T> wanted,
            int max,
            boolean more,
            Function<Item<T>, List<Predicate>> limits,
            Function<Item<T>, List<Order>> order) {
        HibernateCriteriaBuilder builder = entities.unwrap(Session.class).getCriteriaBuilder();
        JpaCriteriaQuery<T> query = builder.createQuery(type);
        Item<T> item = new Item<>(builder, query.from(type));
        SearchPredicates<T> search = new SearchPredicates<>(builder, item.root());
        List<Predicate> predicates = new ArrayList<>(limits.apply(item));
        wanted.condition().map(search::of).ifPresent(predicates::add);
        List<Order> orders = new ArrayList<>();
        wanted.sort().map(search::of).ifPresent(orders::addAll);
        orders.addAll(order.apply(item));
        query.where(predicates.toArray(Predicate[]::new)).orderBy(orders);
        try {
            return entities.createQuery(query)
                    .setHint(TIMEOUT_HINT, (int) longest.toMillis())
                    .setHint(HibernateHints.HINT_READ_ONLY, true)
                    // so far behind there is nothing
                    .setFirstResult((int) Math.min(wanted.offset(Optional.of(max)), Integer.MAX_VALUE))
                    .setMaxResults(more ? max + 1 : max)
                    .getResultList();
        } catch (QueryTimeoutException e) {
            throw new InvalidFieldException(
                    "search", "The search takes longer than " + longest.toSeconds() + " seconds. " + advice, e);
        }
    }
}
