package org.ovirt.v2v.model.conversion;

/**
 * How far the copy of one disk is.
 *
 * @param number from 1, in the order in which virt-v2v copies
 * @param capacity virtual size in bytes; 0 if not known
 * @param progress 0 to 100, as the copying tool says
 */
public record DiskProgress(int number, long capacity, int progress) {}
