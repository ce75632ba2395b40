package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;

/** Gives users roles and takes them away. There is always somebody who may do everything. */
@ApplicationScoped
@Transactional
public class PermissionService {
    private static final String EVERYWHERE = "System";
    private static final String DATA_CENTER = "DataCenter";

    private final EntityManager entities;
    private final AuditLog audit;

    public PermissionService(EntityManager entities, AuditLog audit) {
        this.entities = entities;
        this.audit = audit;
    }

    /**
     * Those for the whole system, by user. As in oVirt, those for data centers are not among them: Ansible's
     * {@code ovirt_permission} looks at user and role only, and would take them for one of the whole system.
     */
    public List<Permission> ofWholeSystem() {
        return entities.createQuery(
                        "from Permission p where p.dataCenterId is null order by p.user.name, p.role, p.id",
                        Permission.class)
                .getResultList();
    }

    /** All that a user has, in the whole system and in data centers. */
    public List<Permission> of(User user) {
        return entities.createQuery("from Permission where user = :user order by role, id", Permission.class)
                .setParameter("user", user)
                .getResultList();
    }

    public Permission get(UUID id) {
        return Optional.ofNullable(entities.find(Permission.class, id))
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.PERMISSION, id));
    }

    /** What the user may do at this moment. */
    public Access access(User user) {
        return access(user, of(user));
    }

    /** What each of the users may do at this moment, by id. */
    Map<UUID, Access> accesses(Collection<User> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        Map<UUID, User> byId = users.stream().collect(Collectors.toMap(User::id, user -> user, (one, other) -> one));
        Map<UUID, List<Permission>> permissions = entities.createQuery(
                        "from Permission where user.id in :ids order by role, id", Permission.class)
                .setParameter("ids", byId.keySet())
                .getResultStream()
                .collect(Collectors.groupingBy(permission -> permission.user().id()));
        return byId.values().stream()
                .collect(Collectors.toMap(
                        User::id, user -> access(user, permissions.getOrDefault(user.id(), List.of()))));
    }

    private static Access access(User user, List<Permission> permissions) {
        return new Access(
                user.id(),
                user.name(),
                permissions.stream()
                        .map(permission -> new Access.Grant(permission.role(), permission.dataCenterId()))
                        .toList());
    }

    /**
     * Gives a user a role; one that the user has already is given back.
     *
     * @param dataCenter where; empty for the whole system
     */
    public Permission add(User user, Role role, Optional<? extends NamedEntity> dataCenter) {
        if (dataCenter.isPresent() && !role.canBeLimited()) {
            throw new InvalidFieldException(
                    "data_center", "The role " + role.title() + " is one for the whole system, not for a data center.");
        }
        Optional<UUID> place = dataCenter.map(NamedEntity::id);
        // of two at a time the second waits here and then sees what the first has added
        User locked = entities.find(User.class, user.id(), LockModeType.PESSIMISTIC_WRITE);
        if (locked == null) {
            throw new NoSuchEntityException(EntityKind.USER, user.id());
        }
        return of(locked).stream()
                .filter(known -> known.role() == role && known.dataCenterId().equals(place))
                .findAny()
                .orElseGet(() -> {
                    Permission added = new Permission(UUID.randomUUID(), locked, role, place);
                    entities.persist(added);
                    audit.record(entry(AuditType.USER_ADD_PERMISSION, added, dataCenter.map(NamedEntity::name)));
                    return added;
                });
    }

    public void remove(UUID id) {
        Permission removed = get(id);
        requireAnotherSuperUser(other -> other.id().equals(id), removed.user().name());
        entities.remove(removed);
        audit.record(entry(AuditType.USER_REMOVE_PERMISSION, removed, Optional.empty()));
    }

    /** Refuses to take the last one away who may do everything. */
    void requireAnotherSuperUser(Predicate<Permission> isRemoved, String name) {
        List<Permission> all = entities.createQuery("from Permission where role = :role", Permission.class)
                .setParameter("role", Role.SUPER_USER)
                // two who remove each other would otherwise both see the other
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        boolean isOneOfThem = all.stream().anyMatch(isRemoved);
        if (isOneOfThem && all.stream().allMatch(isRemoved)) {
            throw new ConflictException(
                    "The user " + name + " is the last one with the role " + Role.SUPER_USER.title() + ".",
                    "Give the role to another user first.");
        }
    }

    private static AuditEntry entry(AuditType type, Permission permission, Optional<String> dataCenterName) {
        AuditEntry entry = AuditEntry.of(type)
                .with("SubjectName", permission.user().name())
                .with("RoleName", permission.role().title())
                .with("VdcObjectType", permission.dataCenterId().isPresent() ? DATA_CENTER : EVERYWHERE)
                .with(
                        "VdcObjectName",
                        permission
                                .dataCenterId()
                                .map(id -> dataCenterName.orElse(id.toString()))
                                .orElse(EVERYWHERE));
        return permission
                .dataCenterId()
                .map(id -> entry.about(AuditSubject.DATA_CENTER, id, dataCenterName.orElse(id.toString())))
                .orElse(entry);
    }
}
