package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/** Lists users and changes their passwords. */
@ApplicationScoped
@Transactional
public class UserService {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);

    private final UserRepository users;
    private final TokenService tokens;
    private final VerifiedCredentials verified;
    private final AuditLog audit;

    public UserService(UserRepository users, TokenService tokens, VerifiedCredentials verified, AuditLog audit) {
        this.users = users;
        this.tokens = tokens;
        this.verified = verified;
        this.audit = audit;
    }

    /** What a user says to change a password. */
    public record PasswordChange(Secret oldPassword, Secret newPassword) {}

    public List<User> list() {
        return users.list();
    }

    public User get(UUID id) {
        return users.find(id).orElseThrow(() -> new NoSuchEntityException(EntityKind.USER, id));
    }

    /** Changes a password and ends all log-ins of the user. */
    public void changePassword(UUID id, PasswordChange change) {
        User user = get(id);
        new Mandatory("User")
                .field("old_password", change.oldPassword())
                .field("new_password", change.newPassword())
                .requireForAdd();
        if (!PasswordHash.matches(change.oldPassword(), user.passwordHash())) {
            audit.recordRarely(
                    AuditEntry.of(AuditType.USER_PASSWORD_CHANGE_FAILED).by(user.name()), REPEATED_AFTER);
            throw new InvalidFieldException("old_password", "The old password is wrong.");
        }
        PasswordHash.check("new_password", change.newPassword());
        setPassword(user, change.newPassword());
        audit.record(AuditEntry.of(AuditType.USER_PASSWORD_CHANGED).by(user.name()));
    }

    void setPassword(User user, Secret password) {
        user.passwordHash(PasswordHash.of(password));
        tokens.revokeAll(user);
        verified.clear();
    }
}
