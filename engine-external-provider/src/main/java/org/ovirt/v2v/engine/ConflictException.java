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

    public String remedy() {
        return remedy;
    }
}
