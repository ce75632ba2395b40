package org.ovirt.v2v.agent.preflight;

import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Will oVirt take disks of the kind that is asked for, and does virt-v2v make it? Both are found out too late otherwise. */
final class DisksCheck {
    /** What virt-v2v makes for export domains, whatever it is asked for. */
    private static final String MADE = "1.1";

    private DisksCheck() {}

    static void run(ConversionSpec spec) throws FailureException {
        if (spec.format() != DiskFormat.COW) {
            return;
        }
        if (spec.allocation() == Allocation.PREALLOCATED) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    "The disks are to be qcow2 and preallocated, which oVirt does not import. Ask for raw or for sparse ones.");
        }
        if (spec.qcow2Compat() != null && !spec.qcow2Compat().equals(MADE)) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    "The disks are to be qcow2 of version " + spec.qcow2Compat() + "; virt-v2v writes only version "
                            + MADE + " into export domains. Leave qcow2_compat out, or ask for raw disks.");
        }
    }
}
