package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.imports.ImportState;

/** The requests whose machines have still to be checked, shared by all engines of a database. */
@ApplicationScoped
@Transactional
public class ImportSubmissionRepository {
    /** Jakarta Persistence has no word for it: rows that others have locked are passed over, on databases that can do so. */
    private static final int SKIP_LOCKED = -2;

    private static final String ENGINE = "engine";
    private static final String UNTIL = "until";

    private final EntityManager entities;

    public ImportSubmissionRepository(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Claims the one that has been due for longest. A time that is farther off than an engine puts it off, or claims for, does not count:
     * it is from before the clock was set back. The engine's own claims do, which it renews.
     *
     * @param perProvider how many may be claimed at the same time of those for the machines of one provider
     */
    Optional<ImportSubmission> claim(String engine, Instant now, Instant until, int perProvider) {
        Optional<ImportSubmission> due = entities.createQuery(
                        "from ImportSubmission s where (s.dueAt <= :now or s.dueAt > :latestDue)"
                                + " and (s.claimedUntil is null or s.claimedUntil <= :now"
                                + " or (s.claimedUntil > :latestClaim and s.claimedBy <> :engine))"
                                + " and (select count(o) from ImportSubmission o where o.providerId = s.providerId"
                                + " and o.claimedUntil > :now and o.claimedUntil <= :latestClaim) < :most order by s.dueAt, s.id",
                        ImportSubmission.class)
                .setParameter("now", now)
                .setParameter("latestDue", Recency.latest(ImportSubmission.LONGEST_RETRY, now))
                .setParameter("latestClaim", Recency.latest(Duration.between(now, until), now))
                .setParameter(ENGINE, engine)
                .setParameter("most", (long) perProvider)
                .setMaxResults(1)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultStream()
                .findFirst();
        due.ifPresent(each -> each.claim(engine, until));
        return due;
    }

    /** Goes on claiming them; those that another engine has got meanwhile stay its own. */
    void keep(String engine, Collection<UUID> ids, Instant until) {
        entities.createQuery(
                        "update ImportSubmission set claimedUntil = :until where id in :ids and claimedBy = :engine")
                .setParameter(UNTIL, until)
                .setParameter("ids", ids)
                .setParameter(ENGINE, engine)
                .executeUpdate();
    }

    /** Ends the claims that this engine had when it died. Only before it claims any. */
    void release(String engine) {
        entities.createQuery("update ImportSubmission set claimedUntil = null where claimedBy = :engine")
                .setParameter(ENGINE, engine)
                .executeUpdate();
    }

    /** One more of its checks has met what does not answer. */
    void countSilence(UUID id) {
        entities.createQuery("update ImportSubmission set silences = silences + 1 where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Its machines that have not been checked, in the order of the request. */
    List<SubmittedMachine> unchecked(UUID submission) {
        return entities.createQuery(
                        "select m from SubmittedMachine m, Import i where m.submissionId = :submission"
                                + " and i.id = m.importId and i.state = :state order by m.number",
                        SubmittedMachine.class)
                .setParameter("submission", submission)
                .setParameter("state", ImportState.VALIDATING)
                .getResultList();
    }

    /** Imports that wait for their check although their request is not there any more. */
    List<UUID> withoutRequest() {
        return entities.createQuery(
                        "select i.id from Import i where i.state = :state"
                                + " and not exists (select 1 from SubmittedMachine m where m.importId = i.id)",
                        UUID.class)
                .setParameter("state", ImportState.VALIDATING)
                .getResultList();
    }

    /** All of it has been checked. */
    void remove(UUID id) {
        for (String kind : List.of("SubmittedMachine where submissionId", "ImportSubmission where id")) {
            entities.createQuery("delete from " + kind + " = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        }
    }

    /** Not all of it could be checked; unless another engine has taken it over. */
    void postpone(String engine, UUID id, Instant now) {
        Optional.ofNullable(entities.find(ImportSubmission.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(each -> each.claimedBy().equals(Optional.of(engine)))
                .ifPresent(each -> each.postpone(now));
    }
}
