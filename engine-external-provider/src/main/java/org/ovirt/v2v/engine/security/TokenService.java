package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.Sha256;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.model.source.Secret;

/** Gives out tokens and recognizes them; they survive a restart of the engine. */
@ApplicationScoped
@Transactional
public class TokenService {
    private static final int TOKEN_BYTES = 32;
    private static final int BITS_OF_LETTER = 6;

    /** Base64 for addresses, without what fills it up. No other service has tokens of this length: oVirt's have 86 letters. */
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9_-]{" + (TOKEN_BYTES * Byte.SIZE + BITS_OF_LETTER - 1) / BITS_OF_LETTER + "}");

    private final EntityManager entities;
    private final EngineConfig.Tokens settings;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public TokenService(EntityManager entities, EngineConfig config, Clock clock) {
        this.entities = entities;
        this.settings = config.tokens();
        this.clock = clock;
    }

    /** Whether it looks like a token of this engine, whoever may have made it up. */
    static boolean isShaped(Secret token) {
        return SHAPE.matcher(token.value()).matches();
    }

    /** A token that was given out, and when it ends unless it is used before. */
    public record Issued(Secret token, Instant expiry) {}

    /**
     * Makes a token, and forgets those that have ended; empty if the password was changed since it was found to be right: then all log-ins
     * have ended, and this one must not outlive them.
     *
     * @param user as of when the password was compared
     * @param address where the log-in comes from
     */
    public Optional<Issued> issue(User user, String address) {
        String compared = user.passwordHash(); // what is read now may be the same object
        User now = entities.find(User.class, user.id());
        if (now == null) {
            return Optional.empty();
        }
        entities.refresh(now, LockModeType.PESSIMISTIC_READ);
        if (!now.passwordHash().equals(compared)) {
            return Optional.empty();
        }
        removeExpired(); // not before: whoever changes the password has the user first, and then tokens
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // the text is random: one round is enough
        Token token = new Token(Sha256.of(text), now, address, clock.instant());
        entities.persist(token);
        return Optional.of(new Issued(new Secret(text), token.expiry(settings)));
    }

    /** A token that somebody shows; empty if it is unknown or has ended. Using a token makes it live longer. */
    public Optional<Token> use(String text) {
        Optional<Token> shown = find(text);
        shown.ifPresent(token -> token.used(clock.instant(), settings));
        return shown;
    }

    /** The users of those tokens that have not ended, by hash. Each counts as used. */
    Map<String, User> use(Collection<String> hashes) {
        return entities.createQuery("from Token t join fetch t.user where t.hash in :hashes", Token.class)
                .setParameter("hashes", hashes)
                .getResultStream()
                .filter(this::isAlive)
                .peek(token -> token.used(clock.instant(), settings))
                .collect(Collectors.toMap(Token::hash, Token::user));
    }

    /** A token by its text, without using it; empty if it is unknown or has ended. */
    public Optional<Token> find(String text) {
        return findByHash(Sha256.of(text));
    }

    Optional<Token> findByHash(String hash) {
        return Optional.ofNullable(entities.find(Token.class, hash)).filter(this::isAlive);
    }

    /** A token by its id; empty if it is unknown or has ended. */
    Optional<Token> find(UUID id) {
        return entities.createQuery("from Token t join fetch t.user where t.hash like :begin", Token.class)
                .setParameter("begin", Token.beginOfHash(id) + "%")
                .getResultStream()
                .filter(this::isAlive)
                .findFirst();
    }

    /** Those that have not ended, the latest first. */
    List<Token> list() {
        return entities.createQuery("from Token t join fetch t.user order by t.createdAt desc, t.hash", Token.class)
                .getResultStream()
                .filter(this::isAlive)
                .toList();
    }

    /** When a token ends unless it is used before. */
    public Instant expiry(Token token) {
        return token.expiry(settings);
    }

    void revoke(Token token) {
        entities.remove(token);
    }

    private boolean isAlive(Token token) {
        return token.expiry(settings).isAfter(clock.instant());
    }

    /** Forgets a token; one that is unknown counts as forgotten. */
    public void revoke(String text) {
        Optional.ofNullable(entities.find(Token.class, Sha256.of(text))).ifPresent(entities::remove);
    }

    /** Forgets all tokens of a user. */
    public void revokeAll(User user) {
        entities.createQuery("delete from Token where user = :user")
                .setParameter("user", user)
                .executeUpdate();
    }

    private void removeExpired() {
        entities.createQuery("delete from Token where usedAt < :idle or createdAt < :life")
                .setParameter("idle", clock.instant().minus(settings.idleTime()))
                .setParameter("life", clock.instant().minus(settings.lifeTime()))
                .executeUpdate();
    }
}
