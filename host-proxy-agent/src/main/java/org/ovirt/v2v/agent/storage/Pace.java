package org.ovirt.v2v.agent.storage;

/** How long a request may take by its nature. Each has helper processes of its own, so that no look waits behind work. */
public enum Pace {
    /** Asks, or changes little. */
    LOOK,
    /** Moves, removes, or brings onto the disks what is large. */
    WORK
}
