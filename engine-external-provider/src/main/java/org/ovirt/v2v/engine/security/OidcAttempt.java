package org.ovirt.v2v.engine.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.model.source.Secret;

/**
 * What a browser keeps while its user is at the provider, in a cookie, so that any engine can go on.
 *
 * @param state what the provider hands back: an answer without it belongs to another browser
 * @param verifier without which nobody can use the code (PKCE)
 * @param page where the user wanted to go, as in {@code /hosts}
 */
public record OidcAttempt(String state, Secret verifier, String page) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern PAGE = Pattern.compile("/[A-Za-z0-9/_.~%?=&:-]{0,500}");
    private static final Pattern COOKIE =
            Pattern.compile("([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{0,700})");

    /** A new one; whatever is no page is taken for the first. */
    public static OidcAttempt of(String page) {
        return new OidcAttempt(
                random(), new Secret(random()), PAGE.matcher(page).matches() ? page : "/");
    }

    /** What {@link #cookie} has written; empty if it is anything else. */
    public static Optional<OidcAttempt> read(String cookie) {
        Matcher parts = COOKIE.matcher(cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String page = new String(Base64.getUrlDecoder().decode(parts.group(3)), StandardCharsets.UTF_8);
            return PAGE.matcher(page).matches()
                    ? Optional.of(new OidcAttempt(parts.group(1), new Secret(parts.group(2)), page))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String cookie() {
        return state + "." + verifier.value() + "." + encoded(page.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isAnsweredBy(String given) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** What the provider is told of the verifier. */
    String challenge() {
        try {
            return encoded(
                    MessageDigest.getInstance("SHA-256").digest(verifier.value().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return encoded(bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
