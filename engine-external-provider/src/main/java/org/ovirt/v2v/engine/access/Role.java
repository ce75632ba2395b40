package org.ovirt.v2v.engine.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What users can be, by oVirt's names and ids where oVirt has such a role. */
public enum Role {
    SUPER_USER("00000000-0000-0000-0000-000000000001", "SuperUser", "May do everything", Reach.SYSTEM),
    IMPORT_OPERATOR(
            "7632a001-0000-4000-8000-000000000001",
            "ImportOperator",
            "Imports machines, and removes them from export domains; changes nothing else that imports use",
            Reach.SYSTEM_OR_DATA_CENTER),
    READ_ONLY_ADMIN(
            "def0000c-0000-0000-0000-def00000000c",
            "ReadOnlyAdmin",
            "Looks at everything",
            Reach.SYSTEM_OR_DATA_CENTER);

    private enum Reach {
        SYSTEM,
        SYSTEM_OR_DATA_CENTER
    }

    private final UUID id;
    private final String title;
    private final String description;
    private final Reach reach;

    Role(String id, String title, String description, Reach reach) {
        this.id = UUID.fromString(id);
        this.title = title;
        this.description = description;
        this.reach = reach;
    }

    public UUID id() {
        return id;
    }

    /** oVirt's name. */
    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public Set<Permit> permits() {
        return switch (this) {
            case SUPER_USER -> EnumSet.allOf(Permit.class);
            case IMPORT_OPERATOR -> EnumSet.of(Permit.READ, Permit.IMPORT);
            case READ_ONLY_ADMIN -> EnumSet.of(Permit.READ);
        };
    }

    public boolean allows(Permit permit) {
        return permits().contains(permit);
    }

    /** Whether a user can have it in one data center only. */
    public boolean canBeLimited() {
        return reach == Reach.SYSTEM_OR_DATA_CENTER;
    }

    public static Optional<Role> find(UUID id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findAny();
    }

    public static Optional<Role> findByTitle(String title) {
        return Arrays.stream(values())
                .filter(role -> role.title.equalsIgnoreCase(title))
                .findAny();
    }

    /** The titles of the roles that allow it. */
    static String titlesWith(Permit permit) {
        return Arrays.stream(values())
                .filter(role -> role.allows(permit))
                .map(Role::title)
                .collect(Collectors.joining(" or "));
    }
}
