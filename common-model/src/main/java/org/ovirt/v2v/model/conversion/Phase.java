package org.ovirt.v2v.model.conversion;

/** What a job is doing. The order is the order in which a job goes through them; none is entered twice. */
public enum Phase {
    /** Checks everything that can be checked before a disk is read. */
    PREFLIGHT("Checking source and target"),
    OPENING_SOURCE("Opening the source"),
    INSPECTING("Inspecting the guest"),
    CONVERTING("Converting the guest to run on KVM"),
    /** Finds out which blocks need copying and where the disks will go. */
    PREPARING_COPY("Preparing the copy"),
    COPYING_DISKS("Copying disks"),
    WRITING_METADATA("Writing the configuration"),
    /** virt-v2v has ended; its result is checked and moved into the export domain. */
    COMMITTING("Moving the result into the export domain"),
    /** The job has ended; {@link JobStatus} says how. */
    FINISHED("Finished");

    private final String description;

    Phase(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
