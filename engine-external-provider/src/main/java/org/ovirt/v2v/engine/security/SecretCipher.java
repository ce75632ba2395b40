package org.ovirt.v2v.engine.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.Secret;

/**
 * Encrypts secrets for the database: AES-256-GCM with a random nonce, bound to the record that owns the secret, so that a
 * ciphertext copied to another record is refused. The text is {@code <key id>:<Base64 of nonce, ciphertext and tag>}.
 */
final class SecretCipher {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    SecretCipher(KeyRing keys) {
        this.keys = keys;
    }

    /** Encrypts with the current key. */
    String encrypt(UUID owner, Secret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.current(), nonce, owner);
            byte[] encrypted = cipher.doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
            byte[] stored = Arrays.copyOf(nonce, nonce.length + encrypted.length);
            System.arraycopy(encrypted, 0, stored, nonce.length, encrypted.length);
            return keys.currentId() + ":" + Base64.getEncoder().encodeToString(stored);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work in this Java", e);
        }
    }

    /** Decrypts; throws {@link FailureException} if the key is gone or the text was tampered with. */
    Secret decrypt(UUID owner, String encrypted) {
        int colon = encrypted.indexOf(':');
        String keyId = encrypted.substring(0, Math.max(colon, 0));
        SecretKey key = keys.find(keyId)
                .orElseThrow(() -> failure(
                        "The key " + keyId + " that a stored password was encrypted with is not in the key file."));
        try {
            byte[] stored = Base64.getDecoder().decode(encrypted.substring(colon + 1));
            byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, owner);
            byte[] clear = cipher.doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
            return new Secret(new String(clear, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw failure("A stored password cannot be decrypted with the key " + keyId
                    + ": it was changed, or belongs to another record.");
        }
    }

    /** Whether the text was encrypted with another key than the current one. */
    boolean isOutdated(String encrypted) {
        return !encrypted.startsWith(keys.currentId() + ":");
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, UUID owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    /** Not one of a proxy host: it would be the same on every one. */
    private static FailureException failure(String message) {
        return new FailureException(new Failure(
                FailureCode.SOURCE_CREDENTIALS_REFUSED,
                message,
                "Restore the key file, or set the provider's password again.",
                null));
    }
}
