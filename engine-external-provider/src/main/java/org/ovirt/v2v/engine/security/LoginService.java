package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/** Tells whether a password is right, and makes the hashes of new ones. */
@ApplicationScoped
public class LoginService {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);
    /** What somebody types who is no user may be a password. */
    private static final String UNKNOWN_USER = "(unknown)";

    /** So many hashes are made at a time: whoever guesses gets neither all processors nor ahead of the throttle. */
    private static final int PARALLEL_HASHES = 2;

    private final Semaphore hashing = new Semaphore(PARALLEL_HASHES, true);
    private final UserRepository users;
    private final VerifiedCredentials verified;
    private final LoginThrottle throttle;
    private final AuditLog audit;

    public LoginService(UserRepository users, VerifiedCredentials verified, LoginThrottle throttle, AuditLog audit) {
        this.users = users;
        this.verified = verified;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** What is said of a password. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Too many wrong ones have come from the address. */
        UNHEARD
    }

    /**
     * The user, if the password is right and not too many wrong ones have come from the address.
     *
     * @param address where the request comes from
     */
    public Optional<User> login(String name, Secret password, String address) {
        Optional<User> user = users.findByName(name);
        if (user.isPresent() && verified.contains(user.get(), password)) {
            return user;
        }
        return switch (check(name, user, password, address)) {
            case RIGHT -> user;
            case WRONG -> refused(user, address, "");
            case UNHEARD -> refused(user, address, ": too many wrong passwords from there, wait up to a minute");
        };
    }

    /**
     * Whether it is the user's password, for what takes it beside a log-in; guesses count as those at log-ins do.
     *
     * @param address where the request comes from
     */
    Verdict check(User user, Secret password, String address) {
        return check(user.name(), Optional.of(user), password, address);
    }

    /** The hash of a new password. */
    String hash(Secret password) {
        return inTurn(() -> PasswordHash.of(password));
    }

    private Verdict check(String name, Optional<User> user, Secret password, String address) {
        return inTurn(() -> {
            if (throttle.isClosed(address, name)) {
                return Verdict.UNHEARD;
            }
            boolean matches =
                    PasswordHash.matches(password, user.map(User::passwordHash).orElse(PasswordHash.OF_NOBODY));
            if (!matches || user.isEmpty()) {
                throttle.failed(address, name);
                return Verdict.WRONG;
            }
            throttle.succeeded(address, name);
            verified.add(user.get(), password);
            return Verdict.RIGHT;
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        hashing.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }

    private Optional<User> refused(Optional<User> user, String address, String reason) {
        recordFailure(user, address, reason);
        return Optional.empty();
    }

    private void recordFailure(Optional<User> user, String address, String reason) {
        audit.recordRarely(
                AuditEntry.of(AuditType.USER_VDC_LOGIN_FAILED)
                        .by(user.map(User::name).orElse(UNKNOWN_USER))
                        .with("SourceIP", address)
                        .with("LoginErrMsg", reason),
                REPEATED_AFTER);
    }
}
