package org.ovirt.v2v.engine.security;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys by their ids, as the key file lists them: a line {@code <id> <256 bit key in Base64>} for each, empty lines and lines
 * that begin with # aside. The last one encrypts; the others only decrypt what they encrypted once.
 */
final class KeyRing {
    private static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;
    private final String currentId;

    private KeyRing(Map<String, SecretKey> keys, String currentId) {
        this.keys = keys;
        this.currentId = currentId;
    }

    /** Reads the content of a key file; throws {@link IllegalArgumentException} naming the line that is wrong, not its text. */
    static KeyRing parse(String content) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String currentId = "";
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+", -1);
            if (words.length != 2 || !words[0].matches("[A-Za-z0-9_-]{1,64}") || keys.containsKey(words[0])) {
                throw new IllegalArgumentException("line " + number + " is not a new id followed by a key");
            }
            currentId = words[0];
            keys.put(currentId, key(words[1], number));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("it holds no key");
        }
        return new KeyRing(keys, currentId);
    }

    String currentId() {
        return currentId;
    }

    SecretKey current() {
        return keys.get(currentId);
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private static SecretKey key(String text, int line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key in line " + line + " is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the key in line " + line + " has " + bytes.length + " bytes instead of " + KEY_BYTES);
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
