package org.ovirt.v2v.engine.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.ovirt.v2v.engine.config.EngineConfig;

/** Proof of a log-in. Only a hash of the token itself is stored. */
@Entity
@Table(name = "tokens")
public class Token {
    /** The time of use is written at most this often, unless tokens end so soon that it must be known better. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    private static final int PARTS_OF_IDLE_TIME = 10;

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

    protected Token() {}

    Token(String hash, User user, Instant now) {
        this.hash = hash;
        this.user = user;
        this.createdAt = now;
        this.usedAt = now;
    }

    User user() {
        return user;
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
