package org.ovirt.v2v.agent.source.xen;

/** Sizes of a disk in bytes; 0 if unknown. */
record DiskSize(long capacity, long allocation) {
    static final DiskSize UNKNOWN = new DiskSize(0, 0);
}
