package org.ovirt.v2v.engine.security;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;

/**
 * Users whom another service vouches for. Each becomes a user of this engine when it is seen first, so that permissions can be given to
 * it; it has no password here. Its roles are those of its permissions and those that the service gives it.
 */
@ApplicationScoped
public class ForeignUsers {
    private final UserRepository users;
    private final PermissionService permissions;
    private final AuditLog audit;

    public ForeignUsers(UserRepository users, PermissionService permissions, AuditLog audit) {
        this.users = users;
        this.permissions = permissions;
        this.audit = audit;
    }

    /** What the user may do at this moment. */
    public Access access(ForeignUser foreign) {
        return access(enrolled(foreign), foreign);
    }

    /** The same, for one who has been seen before; empty if nobody vouches for the user any more. */
    Optional<Access> current(Proof.OfForeigner proof) {
        ForeignUser foreign = proof.user();
        return users.findByName(foreign.name())
                .filter(user -> proof.by().vouchesFor(foreign, proof.token()))
                .map(user -> access(user, foreign));
    }

    private Access access(User user, ForeignUser foreign) {
        Access own = permissions.access(user);
        List<Access.Grant> grants = new ArrayList<>(own.grants());
        foreign.roles().stream()
                .sorted(Comparator.naturalOrder())
                .map((Role role) -> new Access.Grant(role, Optional.empty()))
                .filter(grant -> !grants.contains(grant))
                .forEach(grants::add);
        return new Access(own.userId(), own.userName(), grants);
    }

    private User enrolled(ForeignUser foreign) {
        return users.findByName(foreign.name()).orElseGet(() -> {
            try {
                return QuarkusTransaction.requiringNew().call(() -> {
                    User added = new User(UUID.randomUUID(), foreign.name(), PasswordHash.OF_NOBODY);
                    users.add(added);
                    audit.record(AuditEntry.of(AuditType.USER_ADDED)
                            .with("SubjectName", foreign.name())
                            .by(foreign.name()));
                    return added;
                });
            } catch (RuntimeException e) {
                // another request has been first
                return users.findByName(foreign.name()).orElseThrow(() -> e);
            }
        });
    }
}
