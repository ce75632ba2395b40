package org.ovirt.v2v.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A public key of ssh (RFC 4253, section 6.6), as a host shows it. Its text is that of OpenSSH's {@code .pub} files, without the
 * comment: {@code ssh-ed25519 AAAA…}.
 *
 * @param type as ssh says it, one of {@link #TYPES}
 * @param base64 the key itself, in which the type stands once more
 */
public record SshPublicKey(String type, String base64) {
    /** Those that a host may show, the best first; DSA is none of them any more. */
    public static final List<String> TYPES =
            List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa");

    /** An RSA key of 16,384 bits has less than 3,000. */
    private static final int MAX_LENGTH = 4_096;

    public SshPublicKey {
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("is of none of the types " + String.join(", ", TYPES));
        }
        if (base64.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
        }
        byte[] key = decode(base64);
        if (!type.equals(typeWithin(key))) {
            throw new IllegalArgumentException("is cut off, or not of the type that it names");
        }
        base64 = Base64.getEncoder().encodeToString(key);
    }

    /** Reads a line of a {@code .pub} file; throws {@link IllegalArgumentException} that says what the key is. */
    public static SshPublicKey parse(String line) {
        String[] words = line.strip().split("[ \\t]+", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("has no type and key, as in: ssh-ed25519 AAAA…");
        }
        return new SshPublicKey(words[0], words[1]);
    }

    /** As {@code ssh-keygen -lf} prints it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The kind of key as {@code ssh-keygen -lf} prints it. */
    public String kind() {
        return switch (type) {
            case "ssh-ed25519" -> "ED25519";
            case "ssh-rsa" -> "RSA";
            default -> "ECDSA";
        };
    }

    @Override
    public String toString() {
        return type + " " + base64;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not Base64", e);
        }
    }

    /** Its first field: four bytes that say how long it is, and the text. Something has to come after it. */
    private static String typeWithin(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key);
        if (buffer.remaining() <= Integer.BYTES) {
            return "";
        }
        int length = buffer.getInt();
        if (length < 0 || length >= buffer.remaining()) {
            return "";
        }
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
