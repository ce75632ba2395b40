package org.ovirt.v2v.engine;

import java.util.UUID;

/** Something stored that users know by its name. */
public interface NamedEntity {
    UUID id();

    /** Unique among the entities of the same kind, or among those of its data center. */
    String name();

    /** Grows with every stored change. */
    int version();
}
