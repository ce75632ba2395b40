package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ovirt.v2v.model.source.Secret;

/**
 * Remembers for a minute that a password was right, so that clients which send it with every request do not cost a slow hash
 * each time. Passwords are kept as keyed hashes, with a key that never leaves this process.
 */
@ApplicationScoped
public class VerifiedCredentials {
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final int LIMIT = 1_000;
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    public VerifiedCredentials() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    boolean contains(User user, Secret password) {
        Instant expiry = expiries.get(hash(user, password));
        return expiry != null && expiry.isAfter(clock.instant());
    }

    void add(User user, Secret password) {
        if (expiries.size() >= LIMIT) {
            clear();
        }
        expiries.put(hash(user, password), clock.instant().plus(TIME));
    }

    void clear() {
        expiries.clear();
    }

    /** The stored hash is part of it, so that a password that was changed, even by another engine, counts no more. */
    private String hash(User user, Secret password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(user.passwordHash().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing in this Java", e);
        }
    }
}
