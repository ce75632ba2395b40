package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/**
 * Changes passwords on demand. The old one is guarded as at a log-in, and no connection to the database is held while hashes are made,
 * which takes long: for that, there is no transaction but the last step's.
 */
@ApplicationScoped
public class PasswordChanges {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);
    private static final String TYPE = "User";
    private static final String OLD = "old_password";
    private static final String NEW = "new_password";

    private final UserService users;
    private final LoginService logins;
    private final CurrentAccess current;
    private final AuditLog audit;

    public PasswordChanges(UserService users, LoginService logins, CurrentAccess current, AuditLog audit) {
        this.users = users;
        this.logins = logins;
        this.current = current;
        this.audit = audit;
    }

    /**
     * What a user says to change a password.
     *
     * @param oldPassword not needed by an administrator for another user's
     */
    public record PasswordChange(Secret oldPassword, Secret newPassword) {}

    /**
     * Changes a password and ends all log-ins of the user.
     *
     * @param address where the request comes from
     */
    public void change(UUID id, PasswordChange change, String address) {
        User user = users.get(id);
        if (!user.hasPassword()) {
            throw new ConflictException(
                    "The user " + user.name() + " has no password here.",
                    "Change it where the user comes from: the identity provider.");
        }
        boolean reset = isReset(id, change);
        Mandatory mandatory = new Mandatory(TYPE);
        if (!reset) {
            mandatory.field(OLD, change.oldPassword());
        }
        mandatory.field(NEW, change.newPassword()).requireForAdd();
        PasswordHash.check(NEW, change.newPassword());
        if (!reset) {
            requireRight(user, change.oldPassword(), address);
        }
        users.changePassword(
                user,
                logins.hash(change.newPassword()),
                reset
                        ? AuditEntry.of(AuditType.USER_PASSWORD_RESET).with("SubjectName", user.name())
                        : AuditEntry.of(AuditType.USER_PASSWORD_CHANGED).by(user.name()));
    }

    private boolean isReset(UUID id, PasswordChange change) {
        Access changing = current.get();
        return change.oldPassword() == null && !changing.userId().equals(id) && changing.may(Permit.MANAGE_USERS);
    }

    private void requireRight(User user, Secret password, String address) {
        LoginService.Verdict verdict = logins.check(user, password, address);
        if (verdict == LoginService.Verdict.RIGHT) {
            return;
        }
        audit.recordRarely(AuditEntry.of(AuditType.USER_PASSWORD_CHANGE_FAILED).by(user.name()), REPEATED_AFTER);
        throw new InvalidFieldException(
                OLD,
                verdict == LoginService.Verdict.UNHEARD
                        ? "Too many wrong passwords have come from your address: wait up to a minute."
                        : "The old password is wrong.");
    }
}
