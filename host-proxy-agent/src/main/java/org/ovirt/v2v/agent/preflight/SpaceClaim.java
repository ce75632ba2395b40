package org.ovirt.v2v.agent.preflight;

/**
 * What a conversion writes into its export domain, in bytes.
 *
 * @param least what the source says is in use; nothing for disks of which it does not say
 * @param most if the guest has used all of its disks
 * @param preallocated whether a disk takes its space before it is copied
 */
public record SpaceClaim(long least, long most, boolean preallocated) {}
