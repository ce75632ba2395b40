package org.ovirt.v2v.engine.imports.request;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hibernate.exception.ConstraintViolationException;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.Sha256;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a client that has not got an answer send its request again without importing twice: the same request under the same key is
 * given the answer that it was given before. Keys are forgotten after a time, the oldest first if there are too many.
 */
@ApplicationScoped
public class IdempotencyKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);

    /** How many are kept. */
    private static final int MOST = 10_000;

    /** How many are forgotten when there are more, so that this is not done for each. */
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** The width of the column. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final EntityManager entities;
    private final ImportSettings settings;
    private final Clock clock;

    public IdempotencyKeys(EntityManager entities, ImportSettings settings, Clock clock) {
        this.entities = entities;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The answer to a request, which is worked on only if it has not been before. One that is refused with an exception may be
     * sent again under the same key.
     *
     * @param request all that decides what is done
     * @return JSON
     */
    public String once(String owner, String key, String request, Supplier<String> work) {
        IdempotencyKey.Name name = new IdempotencyKey.Name(owner, key);
        String fingerprint = Sha256.of(request);
        Optional<IdempotencyKey> known = claim(name, fingerprint);
        if (known.isPresent()) {
            return again(known.get(), key, fingerprint);
        }
        String answer;
        try {
            answer = work.get();
        } catch (RuntimeException | Error e) {
            forget(name);
            throw e;
        }
        keep(name, answer);
        return answer;
    }

    private static String again(IdempotencyKey known, String key, String fingerprint) {
        if (!known.isFor(fingerprint)) {
            throw new IdempotencyKeyReusedException(key);
        }
        return known.answer()
                .map(IdempotencyKeys::unpacked)
                .orElseThrow(() -> new ConflictException(
                        "The request with the Idempotency-Key " + key
                                + " is being worked on, or was when the engine ended.",
                        "Send it again in a moment. If that does not help, look which imports there are, and ask for those that"
                                + " are missing under another key."));
    }

    /** The request under this key, if there is one; otherwise it is this one from now on. */
    private Optional<IdempotencyKey> claim(IdempotencyKey.Name name, String fingerprint) {
        Optional<IdempotencyKey> known = find(name);
        if (known.isPresent()) {
            return known;
        }
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                Instant now = clock.instant();
                forgetOld(now);
                entities.persist(new IdempotencyKey(name, fingerprint, now));
                entities.flush();
            });
            return Optional.empty();
        } catch (ConstraintViolationException e) {
            // the same request has come at the same moment
            return Optional.of(find(name).orElseThrow(() -> e));
        }
    }

    private Optional<IdempotencyKey> find(IdempotencyKey.Name name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Optional.ofNullable(entities.find(IdempotencyKey.class, name)))
                .filter(each -> each.isYoungerThan(clock.instant().minus(settings.idempotencyKeysKept())));
    }

    private void forgetOld(Instant now) {
        forgetUntil(now.minus(settings.idempotencyKeysKept()));
        long kept = entities.createQuery("select count(*) from IdempotencyKey", Long.class)
                .getSingleResult();
        if (kept >= MOST) {
            // another request may be forgetting at this moment: whoever comes second finds nothing, or little, to be
            // forgotten
            entities.createQuery("select k.createdAt from IdempotencyKey k order by k.createdAt desc", Instant.class)
                    .setFirstResult(MOST - FORGOTTEN_AT_ONCE)
                    .setMaxResults(1)
                    .getResultStream()
                    .findFirst()
                    .ifPresent(this::forgetUntil);
        }
    }

    private void forgetUntil(Instant limit) {
        entities.createQuery("delete from IdempotencyKey where createdAt <= :limit")
                .setParameter("limit", limit)
                .executeUpdate();
    }

    private void keep(IdempotencyKey.Name name, String answer) {
        String packed = packed(answer);
        if (packed.length() > LONGEST_ANSWER) {
            LOG.warn("The answer to the request with the Idempotency-Key {} is too long to be kept", name.key());
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> Optional.ofNullable(entities.find(IdempotencyKey.class, name))
                .ifPresent(each -> each.answered(packed)));
    }

    private void forget(IdempotencyKey.Name name) {
        try {
            QuarkusTransaction.requiringNew().run(() -> Optional.ofNullable(entities.find(IdempotencyKey.class, name))
                    .ifPresent(entities::remove));
        } catch (RuntimeException e) {
            LOG.warn("The Idempotency-Key {} of a request that was refused could not be forgotten", name.key(), e);
        }
    }

    private static String packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String unpacked(String text) {
        try (GZIPInputStream unpacking =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return new String(unpacking.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
