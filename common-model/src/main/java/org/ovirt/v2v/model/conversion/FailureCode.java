package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The kinds of failure, each with the remedy that usually helps. Names are part of the wire and of the API. */
public enum FailureCode {
    SOURCE_UNREACHABLE("Check the address and port of the source, and that firewalls let the proxy host reach it."),
    SOURCE_NOT_A_VCENTER("Check the address: something other than a vCenter or ESXi host answers there."),
    SOURCE_CREDENTIALS_REFUSED(
            "Check user name and password; a vCenter user needs its domain, as in user@vsphere.local."),
    SOURCE_CERTIFICATE_UNTRUSTED(
            "Compare the certificate's fingerprint with the one that the vCenter shows, then pin it in the provider, or give"
                    + " the authority that issued it."),
    SOURCE_HOST_KEY_UNKNOWN(
            "Compare the host key with the one on the source, then add it to the agent's known_hosts file (ssh-keyscan)."),
    SOURCE_ERROR("Look at the message of the source and at the agent's log."),
    VM_NOT_FOUND("List the provider's machines again; this one was renamed, moved or removed."),
    VM_RUNNING("Shut the machine down at the source (not suspend), then try again."),
    VM_UUID_SHARED(
            "Give one of the machines another BIOS UUID while it is shut down (uuid.bios in its .vmx file, or uuid in a"
                    + " ReconfigVM call), or take the one that is not wanted out of the vCenter's inventory; then try again."),
    VM_WITHOUT_DISKS("Attach the disks at the source; a machine without disks has nothing to convert."),
    VM_NAME_IN_USE("Choose another name for the import, or remove the machine that has it."),
    DOMAIN_MISSING("Mount the export domain on the proxy host at the path that its storage domain names."),
    DOMAIN_INVALID("Use an oVirt export domain: one folder named by its id, with dom_md, images and master/vms in it."),
    DOMAIN_READ_ONLY("Mount the export domain for reading and writing."),
    DOMAIN_FOREIGN_OWNER("Make the export domain belong to vdsm:kvm: chown -R 36:36 on the storage server."),
    DOMAIN_FULL("Free space in the export domain, or choose another one."),
    DOMAIN_EXISTS("Use the export domain that is there, or choose an empty folder."),
    TEMPORARY_SPACE(
            "Free space in the proxy host's temporary folder, or set another one in the agent's configuration."),
    TOOL_MISSING("Install virt-v2v on the proxy host: apt install virt-v2v (Debian), dnf install virt-v2v (EL 9)."),
    TOOL_INCOMPLETE(
            "Install what virt-v2v needs: apt install nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils (Debian), dnf"
                    + " install virt-v2v libnbd nbdkit (EL 9)."),
    APPLIANCE_BROKEN(
            "Run libguestfs-test-tool on the proxy host; where KVM does not work the agent can use emulation."),
    GUEST_NOT_CONVERTIBLE(
            "Look at virt-v2v's message: the guest needs a change, or its operating system is not supported."),
    GUEST_HIBERNATED("Boot the guest at the source, run powercfg /h off, shut it down fully, then try again."),
    GUEST_ENCRYPTED("Decrypt the guest's disks at the source."),
    GUEST_WITHOUT_SPACE("Free space inside the guest's file systems, then try again."),
    DRIVERS_MISSING("Put virtio-win and rhsrvany on the proxy host; Windows guests cannot be converted without them."),
    COPY_FAILED("Look at virt-v2v's message; check source storage, network and export domain, then try again."),
    CONVERSION_FAILED(
            "Look at virt-v2v's message; all its output is kept on the proxy host, below ended/ in the agent's state folder."),
    RESULT_INVALID(
            "This is a defect of the conversion tool or of the storage; keep the job's folder on the proxy host and report it."),
    JOB_LOST("Start the import again; the proxy host does not know of it any more."),
    HOST_UNREACHABLE("Check that the proxy host is up, that its agent runs and that its port can be reached."),
    HOST_BUSY("Try again later."),
    HOST_CERTIFICATE_REFUSED(
            "Enrol the proxy host with a certificate of this engine's authority that has this name or address (v2v-pki host)."),
    CANCELLED("Start the import again if it is still wanted."),
    INVALID_REQUEST("Correct the request."),
    @JsonEnumDefaultValue
    INTERNAL("Look at the log of the service that reported it.");

    private final String remedy;

    FailureCode(String remedy) {
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
