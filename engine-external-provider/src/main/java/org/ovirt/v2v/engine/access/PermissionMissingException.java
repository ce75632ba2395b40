package org.ovirt.v2v.engine.access;

/** A user may not do what was asked for. The REST layer answers 403. */
public final class PermissionMissingException extends RuntimeException {
    private final String remedy;

    /** Of a user who lacks a permit, everywhere or where it is needed. */
    public PermissionMissingException(Access access, Permit permit) {
        super("The user " + access.userName() + " lacks the permission to " + permit.words() + " (" + permit.label()
                + ") " + (access.maySomewhere(permit) ? "there." : "here."));
        this.remedy = "Have an administrator give the user the role " + Role.titlesWith(permit) + ".";
    }

    public PermissionMissingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
