package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/** Log-ins of users whose password another service knows; slowed down as those of others are. */
@ApplicationScoped
public class ForeignLogin {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);
    /** What somebody types who is no user may be a password. */
    private static final String UNKNOWN_USER = "(unknown)";

    private final IdentityServices services;
    private final LoginThrottle throttle;
    private final UserRepository users;
    private final AuditLog audit;

    public ForeignLogin(IdentityServices services, LoginThrottle throttle, UserRepository users, AuditLog audit) {
        this.services = services;
        this.throttle = throttle;
        this.users = users;
        this.audit = audit;
    }

    /** Whether a name is one of such a service. */
    public boolean isFor(String userName) {
        return services.of(userName).isPresent();
    }

    /**
     * The service's token, if it takes the password and not too many wrong ones have come from the address.
     *
     * @param address where the request comes from
     */
    public Optional<IdentityService.Granted> login(String userName, Secret password, String address) {
        if (throttle.isClosed(address, userName)) {
            recordFailure(userName, address, ": too many wrong passwords from there, wait up to a minute");
            return Optional.empty();
        }
        Optional<IdentityService.Granted> granted =
                services.of(userName).orElseThrow().grant(userName, password);
        if (granted.isPresent()) {
            throttle.succeeded(address, userName);
        } else {
            throttle.failed(address, userName);
            recordFailure(userName, address, "");
        }
        return granted;
    }

    private void recordFailure(String userName, String address, String reason) {
        audit.recordRarely(
                AuditEntry.of(AuditType.USER_VDC_LOGIN_FAILED)
                        .by(users.findByName(userName).map(User::name).orElse(UNKNOWN_USER))
                        .with("SourceIP", address)
                        .with("LoginErrMsg", reason),
                REPEATED_AFTER);
    }
}
