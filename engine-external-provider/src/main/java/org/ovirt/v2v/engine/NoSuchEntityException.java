package org.ovirt.v2v.engine;

/** The path of a request names something that does not exist. The REST layer answers 404. */
public final class NoSuchEntityException extends RuntimeException {
    public NoSuchEntityException(EntityKind kind, Object id) {
        super("There is no " + kind.words() + " with the id " + id + ".");
    }
}
