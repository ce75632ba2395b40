package org.ovirt.v2v.agent.storage;

/** A helper process has no answer, which says nothing about what is in the storage. */
public final class StorageException extends Exception {
    private final Reason reason;

    /** What stands in the way. */
    public enum Reason {
        /** The storage does not answer. */
        SILENT,
        /** Too much is asked of it at the same time. */
        BUSY,
        /** The helper process ended, or could not be started. */
        BROKEN
    }

    StorageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
