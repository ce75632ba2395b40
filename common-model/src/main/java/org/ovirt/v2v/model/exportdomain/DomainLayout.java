package org.ovirt.v2v.model.exportdomain;

import java.util.UUID;

/**
 * Names of files and folders in an export domain, relative to where it is mounted. Source: VDSM's fileSD and virt-v2v's rhv
 * output.
 */
public final class DomainLayout {
    /** vdsm and kvm: user and group that own everything in a domain. */
    public static final int VDSM_UID = 36;

    public static final int KVM_GID = 36;

    public static final String METADATA = "dom_md/metadata";
    public static final String IMAGES = "images";
    public static final String VMS = "master/vms";
    public static final String TASKS = "master/tasks";

    /** Where conversions are staged, beside the domain's folder and on the same file system. */
    public static final String STAGING = ".v2v";

    private DomainLayout() {}

    /** The OVF of a machine, relative to the domain's folder. */
    public static String ovf(UUID vm) {
        return VMS + "/" + vm + "/" + vm + ".ovf";
    }
}
