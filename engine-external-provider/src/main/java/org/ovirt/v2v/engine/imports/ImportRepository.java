package org.ovirt.v2v.engine.imports;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.ReadOnlyMode;
import org.hibernate.Session;
import org.ovirt.v2v.engine.ListKey;

/** The stored imports. */
@ApplicationScoped
@Transactional
public class ImportRepository {
    private static final String STATES = "states";

    private final EntityManager entities;

    public ImportRepository(EntityManager entities) {
        this.entities = entities;
    }

    public void add(Import added) {
        entities.persist(added);
        entities.flush();
    }

    public Optional<Import> find(UUID id) {
        return Optional.ofNullable(entities.find(Import.class, id));
    }

    /**
     * Those of these that there are, in this order; only to be looked at. One query for any number of them, which is kept, and no copy of
     * each to compare it with.
     */
    public List<Import> find(List<UUID> ids) {
        return entities.unwrap(Session.class).findMultiple(Import.class, ids, ReadOnlyMode.READ_ONLY).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** The version of each active import. */
    Map<UUID, Integer> activeVersions() {
        return entities.createQuery("select id, version from Import where state in :states", Object[].class)
                .setParameter(STATES, ImportState.ACTIVE)
                .getResultStream()
                .collect(toMap(row -> (UUID) row[0], row -> (Integer) row[1]));
    }

    /**
     * Names of active imports that use it.
     *
     * @param reference which of its references is meant, as in {@code source.provider.id}
     */
    List<String> activeWith(String reference, UUID used, int max) {
        return entities.createQuery(
                        "select name from Import where state in :states and " + reference
                                + " = :used order by times.createdAt, id",
                        String.class)
                .setParameter(STATES, ImportState.ACTIVE)
                .setParameter("used", used)
                .setMaxResults(max)
                .getResultList();
    }

    /** Keeps everybody else from changing it until the caller's transaction has ended. */
    Optional<Import> lock(UUID id) {
        return Optional.ofNullable(entities.find(Import.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Those in one of these states, oldest first. */
    public List<Import> inStates(Collection<ImportState> states) {
        return entities.createQuery("from Import where state in :states order by times.createdAt, id", Import.class)
                .setParameter(STATES, states)
                .getResultList();
    }

    /** As the other one, wherever they belong to. */
    public List<Import> page(Set<ImportState> states, Optional<ListKey> after, int first, int max) {
        return page(states, Optional.empty(), after, first, max);
    }

    /**
     * Newest first.
     *
     * @param visible only those into one of these data centers; empty for all
     * @param after only those behind this one in the list
     * @param first how many to pass over; each of them costs, as those behind a key do not
     * @param max how many at most
     */
    public List<Import> page(
            Set<ImportState> states, Optional<Set<UUID>> visible, Optional<ListKey> after, int first, int max) {
        if (isAny(states)) {
            return load(keys("", visible, after, first, max).getResultStream());
        }
        if (states.size() == 1) {
            return load(keys("state", visible, after, first, max)
                    .setParameter("state", states.iterator().next())
                    .getResultStream());
        }
        // one query for each state: with several states in one, H2 sorts all that fit
        int most = Math.addExact(first, max);
        return load(states.stream()
                .flatMap(state -> keys("state", visible, after, 0, most)
                        .setParameter("state", state)
                        .getResultStream())
                .sorted(ListKey.NEWEST_FIRST)
                .skip(first)
                .limit(max));
    }

    /** How many there are in these states; stops counting at the bound. */
    public long count(Set<ImportState> states, Optional<Set<UUID>> visible, int bound) {
        return count(states, visible, List.of(), bound);
    }

    /** As {@link #count}, without those whose machine was taken out of its export domain. */
    public long countMachines(Set<ImportState> states, Optional<Set<UUID>> visible, int bound) {
        return count(states, visible, List.of("taken_out_at is null"), bound);
    }

    private long count(Set<ImportState> states, Optional<Set<UUID>> visible, List<String> limits, int bound) {
        if (visible.filter(Set::isEmpty).isPresent()) {
            return 0;
        }
        List<String> conditions = new ArrayList<>(limits);
        if (!isAny(states)) {
            conditions.add("state in (:states)");
        }
        visible.ifPresent(dataCenters -> conditions.add("data_center_id in (:visible)"));
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        // Hibernate's own language wants such a query to be sorted
        Query query = entities.createNativeQuery(
                "select count(*) from (select 1 from imports" + where + " limit " + bound + ") counted", Long.class);
        if (!isAny(states)) {
            query.setParameter(STATES, states.stream().map(Enum::name).toList());
        }
        visible.ifPresent(dataCenters -> query.setParameter("visible", dataCenters));
        return (Long) query.getSingleResult();
    }

    /**
     * Those that ended before that and of which nothing is owed any more, the oldest first; nobody else changes them until the
     * caller's transaction has ended.
     */
    public List<Import> endedBefore(Instant limit, int max) {
        return entities.createQuery(
                        "from Import i where i.times.endedAt < :limit and i.state in :states and not exists (select 1 from"
                                + " ImportAttempt a where a.importId = i.id and a.abortOwed = true) order by i.times.endedAt",
                        Import.class)
                .setParameter("limit", limit)
                .setParameter(STATES, ImportState.FINAL)
                .setMaxResults(max)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Those that have ended since then, the first one first; of more than the maximum the latest. */
    List<Import> endedSince(Instant time, int max) {
        List<Import> latestFirst = new ArrayList<>(entities.createQuery(
                        "from Import i where i.times.endedAt >= :time order by i.times.endedAt desc, i.id desc",
                        Import.class)
                .setParameter("time", time)
                .setMaxResults(max)
                .getResultList());
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    public void remove(Collection<UUID> ids) {
        entities.createQuery("delete from Import where id in :ids")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    private static boolean isAny(Set<ImportState> states) {
        return states.size() == ImportState.values().length;
    }

    /** Sorted by the columns of an index, those that are the same for all of them too, so that nothing has to be sorted. */
    private TypedQuery<ListKey> keys(
            String filter, Optional<Set<UUID>> visible, Optional<ListKey> after, int first, int max) {
        List<String> conditions = new ArrayList<>();
        if (!filter.isEmpty()) {
            conditions.add("i." + filter + " = :" + filter);
        }
        visible.ifPresent(dataCenters -> conditions.add("i.target.dataCenter.id in (:visible)"));
        after.ifPresent(
                key -> conditions.add("i.times.createdAt <= :time and (i.times.createdAt < :time or i.id < :id)"));
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        String order = (filter.isEmpty() ? "" : "i." + filter + " desc, ") + "i.times.createdAt desc, i.id desc";
        TypedQuery<ListKey> query = entities.createQuery(
                        "select i.times.createdAt, i.id from Import i" + where + " order by " + order, ListKey.class)
                .setFirstResult(first)
                .setMaxResults(max);
        visible.ifPresent(dataCenters -> query.setParameter("visible", dataCenters));
        after.ifPresent(key -> query.setParameter("time", key.time()).setParameter("id", key.id()));
        return query;
    }

    private List<Import> load(Stream<ListKey> keys) {
        return find(keys.map(ListKey::id).toList());
    }
}
