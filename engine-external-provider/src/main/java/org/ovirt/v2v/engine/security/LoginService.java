package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/** Tells whether a password is right. */
@ApplicationScoped
public class LoginService {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);
    /** What somebody types who is no user may be a password. */
    private static final String UNKNOWN_USER = "(unknown)";

    /** So many passwords are checked at a time: whoever guesses gets neither all processors nor ahead of the throttle. */
    private static final int PARALLEL_CHECKS = 2;

    private final Semaphore hashing = new Semaphore(PARALLEL_CHECKS, true);
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
        hashing.acquireUninterruptibly();
        try {
            return check(name, user, password, address);
        } finally {
            hashing.release();
        }
    }

    private Optional<User> check(String name, Optional<User> user, Secret password, String address) {
        if (throttle.isClosed(address, name)) {
            recordFailure(user, address, ": too many wrong passwords from there, wait up to a minute");
            return Optional.empty();
        }
        if (!PasswordHash.matches(password, user.map(User::passwordHash).orElse(PasswordHash.OF_NOBODY))
                || user.isEmpty()) {
            throttle.failed(address, name);
            recordFailure(user, address, "");
            return Optional.empty();
        }
        throttle.succeeded(address, name);
        verified.add(user.get(), password);
        return user;
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
