package org.ovirt.v2v.engine.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.Sha256;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.model.source.Secret;

/** Proof of a log-in. Only a hash of the token itself is stored. */
@Entity
@Table(name = "tokens")
public class Token {
    /** The time of use is written at most this often, unless tokens end so soon that it must be known better. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    private static final int PARTS_OF_IDLE_TIME = 10;

    private static final int HEXADECIMAL = 16;
    private static final int HALF_OF_ID = 16;

    @Id
    @Column(name = "token_hash")
    private String hash;

    @ManyToOne(optional = false)
    @JoinColumn(name = "user_id")
    private User user;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "used_at")
    private Instant usedAt;

    private String address;

    protected Token() {}

    Token(String hash, User user, String address, Instant now) {
        this.address = address;
        this.hash = hash;
        this.user = user;
        this.createdAt = now;
        this.usedAt = now;
    }

    /** What it is called where the token itself must not be known: of the hash as much as nobody can use. */
    public UUID id() {
        return idOf(hash);
    }

    /** The same for a token whoever has given it out. */
    static UUID idOf(Secret token) {
        return idOf(Sha256.of(token.value()));
    }

    private static UUID idOf(String hash) {
        return new UUID(
                Long.parseUnsignedLong(hash.substring(0, HALF_OF_ID), HEXADECIMAL),
                Long.parseUnsignedLong(hash.substring(HALF_OF_ID, 2 * HALF_OF_ID), HEXADECIMAL));
    }

    /** How the hash of the token with an id begins. */
    static String beginOfHash(UUID id) {
        return id.toString().replace("-", "");
    }

    public User user() {
        return user;
    }

    /** Where the log-in came from; empty if nobody has written it down. */
    public Optional<String> address() {
        return Optional.ofNullable(address);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant usedAt() {
        return usedAt;
    }

    public Proof proof() {
        return new Proof.OfToken(hash);
    }

    String hash() {
        return hash;
    }

    /** When it ends unless it is used before. */
    Instant expiry(EngineConfig.Tokens settings) {
        Instant idle = usedAt.plus(settings.idleTime());
        Instant life = createdAt.plus(settings.lifeTime());
        return idle.isBefore(life) ? idle : life;
    }

    void used(Instant now, EngineConfig.Tokens settings) {
        Duration part = settings.idleTime().dividedBy(PARTS_OF_IDLE_TIME);
        if (usedAt.plus(part.compareTo(PRECISION) < 0 ? part : PRECISION).isBefore(now)) {
            usedAt = now;
        }
    }
}
