package org.ovirt.v2v.engine;

import java.util.List;
import java.util.UUID;

/** Tells who uses an entity. Every package that keeps references to entities of another has a bean of this type. */
public interface EntityUse {
    /** The users, each by kind and name as in "cluster Default"; empty if this package knows none. */
    List<String> usersOf(EntityKind kind, UUID id);
}
