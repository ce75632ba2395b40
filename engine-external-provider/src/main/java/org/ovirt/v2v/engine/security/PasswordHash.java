package org.ovirt.v2v.engine.security;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.model.source.Secret;

/** Hashes the passwords of users with bcrypt. */
final class PasswordHash {
    /**
     * Of a random password that nobody has kept; compared with if there is no such user, so that the time of the answer does not
     * tell. It is not made anew by each engine, because the first request would wait for that.
     */
    static final String OF_NOBODY = "$2a$12$2Tkulaba42acOawo17Wh6.IyGCn2e8fLBqbUHXO4nB4hrOSYOeVTK";

    private static final int COST = 12;
    private static final int SHORTEST = 8;

    /** bcrypt ignores what comes after. */
    private static final int LONGEST_BYTES = 72;

    private PasswordHash() {}

    static String of(Secret password) {
        return BcryptUtil.bcryptHash(password.value(), COST);
    }

    static boolean matches(Secret password, String hash) {
        return BcryptUtil.matches(password.value(), hash);
    }

    /** Refuses a new password that is too short or too long. */
    static void check(String field, Secret password) {
        int bytes = password.value().getBytes(StandardCharsets.UTF_8).length;
        if (password.value().length() < SHORTEST || bytes > LONGEST_BYTES) {
            throw new InvalidFieldException(
                    field,
                    "A password has at least " + SHORTEST + " characters and at most " + LONGEST_BYTES + " bytes.");
        }
    }
}
