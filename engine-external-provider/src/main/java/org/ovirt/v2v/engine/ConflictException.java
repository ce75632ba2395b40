package org.ovirt.v2v.engine;

/** The request does not fit what there is: a name is taken, or an entity is in use. The REST layer answers 409. */
public final class ConflictException extends RuntimeException {
    private final String remedy;

    public ConflictException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** The name is taken by another entity of the same kind. */
    public static ConflictException nameTaken(EntityKind kind, String name) {
        return new ConflictException(
                "There is already a " + kind.words() + " with the name " + name + ".", "Choose another name.");
    }

    /** Somebody else changed the entity while this change was being made, so that one of the two would have been lost. */
    public static ConflictException lostUpdate(EntityKind kind, String name) {
        return new ConflictException(
                "The " + kind.words() + " " + name
                        + " was changed by somebody else at the same moment; this change was not"
                        + " made, since it would have undone the other one.",
                "Look at how it is now, then try again.");
    }

    public String remedy() {
        return remedy;
    }
}
