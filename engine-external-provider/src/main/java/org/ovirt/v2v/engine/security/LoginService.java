package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whether a password is right. */
@ApplicationScoped
public class LoginService {
    private static final Logger LOG = LoggerFactory.getLogger(LoginService.class);

    /** Compared with if there is no such user, so that the time of the answer does not tell. */
    private static final String NOBODYS_HASH = PasswordHash.of(new Secret("nobody"));

    private final UserRepository users;
    private final VerifiedCredentials verified;
    private final LoginThrottle throttle;

    public LoginService(UserRepository users, VerifiedCredentials verified, LoginThrottle throttle) {
        this.users = users;
        this.verified = verified;
        this.throttle = throttle;
    }

    /**
     * The user, if the password is right and the address has not tried too many wrong ones.
     *
     * @param address where the request comes from
     */
    public Optional<User> login(String name, Secret password, String address) {
        Optional<User> user = users.findByName(name);
        if (user.isPresent() && verified.contains(user.get(), password)) {
            return user;
        }
        if (throttle.isClosed(address)) {
            LOG.warn("Log-in from {} refused: too many wrong passwords from there, wait up to a minute", address);
            return Optional.empty();
        }
        if (!PasswordHash.matches(password, user.map(User::passwordHash).orElse(NOBODYS_HASH)) || user.isEmpty()) {
            throttle.failed(address);
            LOG.warn("Log-in from {} failed: no such user or wrong password", address);
            return Optional.empty();
        }
        throttle.succeeded(address);
        verified.add(user.get(), password);
        return user;
    }
}
