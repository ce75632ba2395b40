package org.ovirt.v2v.engine.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/** Adds and removes users, and gives them other passwords. */
@ApplicationScoped
public class UserService {
    private static final String SUBJECT = "SubjectName";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}" + User.PROFILE);

    private final UserRepository users;
    private final TokenService tokens;
    private final VerifiedCredentials verified;
    private final PermissionService permissions;
    private final LoginService logins;
    private final AuditLog audit;

    public UserService(
            UserRepository users,
            TokenService tokens,
            VerifiedCredentials verified,
            PermissionService permissions,
            LoginService logins,
            AuditLog audit) {
        this.users = users;
        this.tokens = tokens;
        this.verified = verified;
        this.permissions = permissions;
        this.logins = logins;
        this.audit = audit;
    }

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
        String name = request.userName().contains("@") ? request.userName() : request.userName() + User.PROFILE;
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "user_name",
                    "The name of a user has at most 64 letters, digits, dots, hyphens and underscores, and ends with "
                            + User.PROFILE + ".");
        }
        PasswordHash.check("password", request.password());
        requireFree(name);
        // before the transaction, which holds a connection
        User added = new User(UUID.randomUUID(), name, logins.hash(request.password()));
        QuarkusTransaction.requiringNew().run(() -> {
            requireFree(name);
            users.add(added);
            users.flush();
            audit.record(AuditEntry.of(AuditType.USER_ADDED).with(SUBJECT, name));
        });
        return added;
    }

    private void requireFree(String name) {
        if (users.isNamed(name)) {
            throw ConflictException.nameTaken(EntityKind.USER, name);
        }
    }

    /** Removes a user, whose log-ins and permissions end. */
    @Transactional
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

    /**
     * As {@link #setPassword}, with the event that tells of it.
     *
     * @param event recorded exactly if the password is changed
     */
    @Transactional
    void changePassword(User read, String hash, AuditEntry event) {
        setPassword(read, hash);
        audit.record(event);
    }

    /**
     * Gives a user another password and ends all log-ins of the user.
     *
     * @param read the user as of when the old password was compared; if it was changed since, it stays
     * @param hash of the new one
     */
    @Transactional
    void setPassword(User read, String hash) {
        User user = get(read.id());
        if (!user.passwordHash().equals(read.passwordHash())) {
            throw ConflictException.lostUpdate(EntityKind.USER, read.name());
        }
        user.passwordHash(hash);
        // before the tokens go: whoever signs in meanwhile with the old one waits for the user, and gets none
        users.flush();
        tokens.revokeAll(user);
        verified.clear();
    }
}
