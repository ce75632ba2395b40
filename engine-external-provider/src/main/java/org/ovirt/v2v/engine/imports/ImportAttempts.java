package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** The stored attempts of imports; joins the transaction of the caller, which has locked the import that it changes. */
@ApplicationScoped
@Transactional
public class ImportAttempts {
    private final EntityManager entities;

    public ImportAttempts(EntityManager entities) {
        this.entities = entities;
    }

    /** The current attempt of the import begins. */
    public void begin(Import started, Instant now) {
        entities.persist(new ImportAttempt(started, now));
    }

    /** The current attempt of the import has ended, if it had begun. */
    void end(Import each, AttemptOutcome outcome, Optional<Failure> reason, Instant now) {
        find(each.attempt().jobId()).ifPresent(attempt -> attempt.end(outcome, reason, now));
    }

    /** The host of this attempt could not be told to stop: it will be. */
    public void oweAbort(UUID job) {
        find(job).ifPresent(ImportAttempt::oweAbort);
    }

    /** Whether the host of this attempt has still to be told to stop. */
    public boolean owesAbort(UUID job) {
        return find(job).filter(ImportAttempt::owesAbort).isPresent();
    }

    /** Whether this host has still to be told to stop one of the import's attempts. */
    boolean isOwedAbort(UUID importId, NamedId host) {
        return owingAbort(host).stream().anyMatch(each -> each.importId().equals(importId));
    }

    /** The host of this attempt has been told to stop, or never can be; says whether that was owed. */
    public boolean settle(UUID job) {
        return find(job).filter(ImportAttempt::settle).isPresent();
    }

    /** The attempt whose job has this id on its proxy host. */
    public Optional<ImportAttempt> find(UUID job) {
        return Optional.ofNullable(entities.find(ImportAttempt.class, job));
    }

    /** The attempts of these imports; those of one import in their order. */
    public List<ImportAttempt> of(Collection<UUID> imports) {
        return entities.createQuery(
                        "from ImportAttempt where importId in :imports order by importId, number", ImportAttempt.class)
                .setParameter("imports", imports)
                .getResultList();
    }

    /** Whether one of the import's attempts put something into the export domain that cannot be used. */
    public boolean hadInvalidResult(UUID importId) {
        return of(List.of(importId)).stream()
                .flatMap(each -> each.failure().stream())
                .anyMatch(failure -> failure.code() == FailureCode.RESULT_INVALID);
    }

    /** Those that have ended while their proxy host has still to be told to stop. */
    public List<ImportAttempt> owingAbort() {
        return entities.createQuery(
                        "from ImportAttempt where abortOwed = true order by endedAt, jobId", ImportAttempt.class)
                .getResultList();
    }

    /** Those of this proxy host that it has still to be told to stop. */
    public List<ImportAttempt> owingAbort(NamedId host) {
        return entities.createQuery(
                        "from ImportAttempt where abortOwed = true and host.id = :host order by endedAt, jobId",
                        ImportAttempt.class)
                .setParameter("host", host.id())
                .getResultList();
    }
}
