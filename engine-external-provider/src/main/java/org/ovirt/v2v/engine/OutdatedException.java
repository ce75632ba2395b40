package org.ovirt.v2v.engine;

/** The request was made for an entity as it is no more. The REST layer answers 412. */
public final class OutdatedException extends RuntimeException {
    public OutdatedException(EntityKind kind, NamedEntity entity) {
        super("The " + kind.words() + " " + entity.name() + " was changed since it was read: it is version "
                + entity.version() + " now.");
    }
}
