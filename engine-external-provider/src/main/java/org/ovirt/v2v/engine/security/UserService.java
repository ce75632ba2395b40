package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/** Adds and removes users, and changes their passwords. */
@ApplicationScoped
@Transactional
public class UserService {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);

    private static final String PROFILE = "@internal";
    private static final String SUBJECT = "SubjectName";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}" + PROFILE);

    private final UserRepository users;
    private final TokenService tokens;
    private final VerifiedCredentials verified;
    private final PermissionService permissions;
    private final CurrentAccess current;
    private final AuditLog audit;

    public UserService(
            UserRepository users,
            TokenService tokens,
            VerifiedCredentials verified,
            PermissionService permissions,
            CurrentAccess current,
            AuditLog audit) {
        this.users = users;
        this.tokens = tokens;
        this.verified = verified;
        this.permissions = permissions;
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
     * Who is to be added.
     *
     * @param userName with its profile, as in bob@internal; without one it is of the internal profile
     */
    public record UserRequest(String userName, Secret password) {}

    public List<User> list() {
        return users.list();
    }

    public User get(UUID id) {
        return users.find(id).orElseThrow(() -> new NoSuchEntityException(EntityKind.USER, id));
    }

    /** Finds a user by name; empty if there is none. */
    public Optional<User> find(String name) {
        return users.findByName(name);
    }

    /** Adds a user, who may do nothing yet but log in. */
    public User add(UserRequest request) {
        new Mandatory("User")
                .field("user_name", request.userName())
                .field("password", request.password())
                .requireForAdd();
        String name = request.userName().contains("@") ? request.userName() : request.userName() + PROFILE;
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "user_name",
                    "The name of a user has at most 64 letters, digits, dots, hyphens and underscores, and ends with "
                            + PROFILE + ".");
        }
        PasswordHash.check("password", request.password());
        if (users.isNamed(name)) {
            throw ConflictException.nameTaken(EntityKind.USER, name);
        }
        User added = new User(UUID.randomUUID(), name, PasswordHash.of(request.password()));
        users.add(added);
        audit.record(AuditEntry.of(AuditType.USER_ADDED).with(SUBJECT, name));
        return added;
    }

    /** Removes a user, whose log-ins and permissions end. */
    public void remove(UUID id) {
        User removed = get(id);
        if (removed.name().equals(AdministratorSetup.NAME)) {
            throw new ConflictException(
                    "The user " + removed.name() + " cannot be removed: the engine makes it anew when it starts.",
                    "Take its permissions away instead.");
        }
        permissions.requireAnotherSuperUser(permission -> permission.user().id().equals(id), removed.name());
        tokens.revokeAll(removed);
        verified.clear();
        users.remove(removed);
        audit.record(AuditEntry.of(AuditType.USER_REMOVED).with(SUBJECT, removed.name()));
    }

    /** Changes a password and ends all log-ins of the user. */
    public void changePassword(UUID id, PasswordChange change) {
        User user = get(id);
        if (!user.name().endsWith(PROFILE)) {
            throw new ConflictException(
                    "The user " + user.name() + " has no password here.",
                    "Change it where the user comes from: the identity provider.");
        }
        Access changing = current.get();
        boolean isReset =
                change.oldPassword() == null && !changing.userId().equals(id) && changing.may(Permit.MANAGE_USERS);
        if (isReset) {
            new Mandatory("User").field("new_password", change.newPassword()).requireForAdd();
            PasswordHash.check("new_password", change.newPassword());
            setPassword(user, change.newPassword());
            audit.record(AuditEntry.of(AuditType.USER_PASSWORD_RESET).with(SUBJECT, user.name()));
            return;
        }
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
        // before the tokens go: whoever signs in meanwhile with the old one waits for the user, and gets none
        users.flush();
        tokens.revokeAll(user);
        verified.clear();
    }
}
