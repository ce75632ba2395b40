package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.model.source.Secret;

/** Gives out tokens and recognizes them; they survive a restart of the engine. */
@ApplicationScoped
@Transactional
public class TokenService {
    private static final int TOKEN_BYTES = 32;

    private final EntityManager entities;
    private final EngineConfig.Tokens settings;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    public TokenService(EntityManager entities, EngineConfig config) {
        this.entities = entities;
        this.settings = config.tokens();
    }

    /** A token that was given out, and when it ends unless it is used before. */
    public record Issued(Secret token, Instant expiry) {}

    /** Makes a token, and forgets those that have ended. */
    public Issued issue(User user) {
        removeExpired();
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Token token = new Token(hash(text), user, now());
        entities.persist(token);
        return new Issued(new Secret(text), token.expiry(settings));
    }

    /** The user that a token belongs to; empty if it is unknown or has ended. Using a token makes it live longer. */
    public Optional<User> use(String text) {
        return Optional.ofNullable(entities.find(Token.class, hash(text)))
                .filter(token -> token.expiry(settings).isAfter(now()))
                .map(token -> {
                    token.used(now(), settings);
                    return token.user();
                });
    }

    /** Forgets a token; one that is unknown counts as forgotten. */
    public void revoke(String text) {
        Optional.ofNullable(entities.find(Token.class, hash(text))).ifPresent(entities::remove);
    }

    /** Forgets all tokens of a user. */
    public void revokeAll(User user) {
        entities.createQuery("delete from Token where user = :user")
                .setParameter("user", user)
                .executeUpdate();
    }

    private void removeExpired() {
        entities.createQuery("delete from Token where usedAt < :idle or createdAt < :life")
                .setParameter("idle", now().minus(settings.idleTime()))
                .setParameter("life", now().minus(settings.lifeTime()))
                .executeUpdate();
    }

    private Instant now() {
        // PostgreSQL keeps microseconds
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String hash(String token) {
        try {
            // the token is random: one round is enough
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java", e);
        }
    }
}
