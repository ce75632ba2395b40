package org.ovirt.v2v.engine.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
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
    private static final int MOST = 1_000;
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Cache<String, Boolean> right =
            Caffeine.newBuilder().expireAfterWrite(TIME).maximumSize(MOST).build();

    public VerifiedCredentials() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    boolean contains(User user, Secret password) {
        return right.getIfPresent(hash(user, password)) != null;
    }

    void add(User user, Secret password) {
        right.put(hash(user, password), true);
    }

    void clear() {
        right.invalidateAll();
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
