package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Set;

/**
 * The kinds of failure, each with its meaning and the remedy that usually helps. Names are part of the wire and of the API.
 * {@code docs/errors.md} is made of it.
 */
public enum FailureCode {
    SOURCE_UNREACHABLE(
            "Nothing answers at the source's address, or the answer did not come in time.",
            "Check the address and port of the source, and that firewalls let the proxy host reach it."),
    SOURCE_FORBIDDEN(
            "The source's address means the proxy host itself or its link, where no source is looked for unless that is allowed.",
            "Give the address at which everybody reaches the source. If it is really there, an administrator allows the address"
                    + " with agent.sources.local-addresses on the proxy host and v2v.providers.local-addresses in the engine."),
    SOURCE_NOT_A_VCENTER(
            "What answers at the address is neither a vCenter nor an ESXi host.",
            "Check the address: something other than a vCenter or ESXi host answers there."),
    SOURCE_CREDENTIALS_REFUSED(
            "The source does not let this user in, the user may not do what is needed, or the engine cannot read the password it has stored.",
            "Check user name and password; a vCenter user needs its domain, as in user@vsphere.local."),
    SOURCE_CERTIFICATE_UNTRUSTED(
            "The source shows a certificate that is not the pinned one or of no trusted authority, expired, or for another name.",
            "Compare the certificate's fingerprint with the one that the vCenter shows, then pin it in the provider, or give"
                    + " the authority that issued it."),
    SOURCE_HOST_KEY_UNKNOWN(
            "The ssh host key of the Xen host is not the one that was confirmed or that the agent knows, or it knows none.",
            "Fetch the host key in the provider, compare it with the one on the source (ssh-keygen -lf) and confirm it, or add it"
                    + " to the agent's known_hosts file (ssh-keyscan)."),
    SOURCE_ERROR(
            "The source answered with an error of its own.",
            "Look at the message of the source and at the agent's log."),
    VM_NOT_FOUND(
            "The source has no such machine, or has it elsewhere now.",
            "List the provider's machines again; this one was renamed, moved or removed."),
    VM_RUNNING(
            "The machine is running, paused or suspended at the source; its disks may change.",
            "Shut the machine down at the source (not suspend), then try again."),
    VM_UUID_SHARED(
            "Another machine of the vCenter has the same BIOS UUID, by which virt-v2v finds machines.",
            "Give one of the machines another BIOS UUID while it is shut down (uuid.bios in its .vmx file, or uuid in a"
                    + " ReconfigVM call), or take the one that is not wanted out of the vCenter's inventory; then try again."),
    VM_WITHOUT_DISKS(
            "The machine has no disk.",
            "Attach the disks at the source; a machine without disks has nothing to convert."),
    VM_NAME_IN_USE(
            "The export domain, or another import, has a machine of this name already.",
            "Choose another name for the import, or remove the machine that has it."),
    VM_ID_IN_USE(
            "The export domain has a machine under the id that the import is to give.",
            "Start the import anew, under a new id; or remove what lies there from the export domain, if it is not wanted."),
    DOMAIN_MISSING(
            "The export domain is not mounted on the proxy host, or is not where it was.",
            "Mount the export domain on the proxy host at the path that its storage domain names."),
    DOMAIN_NOT_ANSWERING(
            "The export domain gives the proxy host no answer in time, or only errors, so nobody can tell what is in it.",
            "Look at the storage server and at the network to it. When the domain answers again, what waits for it goes on by"
                    + " itself; what was refused, or has failed, is to be asked for again."),
    DOMAIN_INVALID(
            "The folder is no export domain that oVirt would accept, or its metadata cannot be read.",
            "Use an oVirt export domain: one folder named by its id, with dom_md, images and master/vms in it."),
    DOMAIN_READ_ONLY(
            "The export domain is mounted for reading only.", "Mount the export domain for reading and writing."),
    DOMAIN_FOREIGN_OWNER(
            "vdsm (user 36, group 36) may not write in the export domain, or does not own what lies in it.",
            "Make the export domain belong to vdsm:kvm: chown -R 36:36 on the storage server."),
    DOMAIN_FULL(
            "The export domain has too little space for the machine's disks.",
            "Free space in the export domain, or choose another one."),
    DOMAIN_EXISTS(
            "There is an export domain at this place already.",
            "Use the export domain that is there, or choose an empty folder."),
    TEMPORARY_SPACE(
            "The proxy host's folder for temporary files has too little space for a conversion.",
            "Free space in the proxy host's temporary folder, or set another one in the agent's configuration."),
    TOOL_MISSING(
            "virt-v2v is not installed on the proxy host.",
            "Install virt-v2v on the proxy host: apt install virt-v2v (Debian), dnf install virt-v2v (EL 9)."),
    TOOL_INCOMPLETE(
            "virt-v2v is there, but a program, plug-in or option that this import needs is not.",
            "Install what virt-v2v needs: apt install nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils (Debian), dnf"
                    + " install virt-v2v libnbd nbdkit (EL 9)."),
    APPLIANCE_BROKEN(
            "The small virtual machine in which virt-v2v opens guests does not start on the proxy host.",
            "Run libguestfs-test-tool on the proxy host; where KVM does not work the agent can use emulation."),
    GUEST_NOT_CONVERTIBLE(
            "virt-v2v could not convert the guest's operating system as it is.",
            "Look at virt-v2v's message: the guest needs a change, or its operating system is not supported."),
    GUEST_HIBERNATED(
            "A file system of the guest was left open: it hibernated, used Fast Startup, or was not shut down cleanly.",
            "Boot the guest at the source (Windows: run powercfg /h off), shut it down fully, then try again."),
    GUEST_ENCRYPTED("A disk of the guest is encrypted.", "Decrypt the guest's disks at the source."),
    GUEST_WITHOUT_SPACE(
            "A file system inside the guest is too full to install drivers and a new initramfs.",
            "Free space inside the guest's file systems, then try again."),
    DRIVERS_MISSING(
            "The proxy host lacks the Windows drivers, or the file that the import names is not there.",
            "Put virtio-win and rhsrvany on the proxy host; Windows guests cannot be converted without them."),
    COPY_FAILED(
            "A disk could not be copied to its end.",
            "Look at virt-v2v's message; check source storage, network and export domain, then try again."),
    CONVERSION_FAILED(
            "virt-v2v failed for a reason that is not in the list below.",
            "Look at virt-v2v's message; all its output is kept on the proxy host, below ended/ in the agent's state folder."),
    CONVERSION_STALLED(
            "virt-v2v has stood still for long: it used no processor, moved no bytes and said nothing.",
            "Look at what it waits for: the source, the network to it, the export domain or the proxy host's storage. It goes on by"
                    + " itself when that answers again; otherwise cancel the import and start it again."),
    RESULT_INVALID(
            "virt-v2v reported success, but what it wrote is not a whole machine.",
            "This is a defect of the conversion tool or of the storage; keep the job's folder on the proxy host and report it."),
    RESULT_OF_ANOTHER_MACHINE(
            "virt-v2v read another machine than the one that was asked for, or one that was changed meanwhile; nothing was imported.",
            "Look for another machine of the same BIOS UUID at the source (a copy, a restored backup) and give one of them another"
                    + " UUID; if the machine itself was changed while it was converted, start the import again."),
    JOB_LOST(
            "The proxy host has no job for this import any more: it was rebooted, or its state folder is gone.",
            "Nothing, as a rule: the engine tries again by itself. If it happens again and again, find out why the proxy host"
                    + " restarts, and retry the import."),
    HOST_UNREACHABLE(
            "The agent on the proxy host does not answer.",
            "Check that the proxy host is up, that its agent runs and that its port can be reached."),
    HOST_BUSY("The proxy host does as much as it may at the same time.", "Try again later."),
    ENGINE_BUSY(
            "The engine checks this import already, or as many requests as it may at the same time, or is being stopped.",
            "Try again in a few seconds; ask for many machines in one batch instead of one by one."),
    HOST_CERTIFICATE_REFUSED(
            "Engine and proxy host do not accept each other's certificates.",
            "Enrol the proxy host with a certificate of this engine's authority that has this name or address (v2v-pki host)."),
    CERTIFICATE_EXPIRES(
            "A certificate between engine and proxy host expires within 30 days, or has expired.",
            "Make it anew (v2v-pki renew) and copy it to its machine; the administration guide tells how."),
    CANCELLED("Somebody cancelled the import.", "Start the import again if it is still wanted."),
    INVALID_REQUEST("The request names something that does not fit or does not exist.", "Correct the request."),
    @JsonEnumDefaultValue
    INTERNAL(
            "Something that should not happen: a defect, a full or broken disk of the service itself, or an unexpected answer.",
            "Look at the log of the service that reported it.");

    private static final Set<FailureCode> TRANSIENT =
            Set.of(SOURCE_UNREACHABLE, DOMAIN_NOT_ANSWERING, JOB_LOST, HOST_UNREACHABLE, HOST_BUSY, ENGINE_BUSY);

    private final String meaning;
    private final String remedy;

    FailureCode(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** One sentence that holds for every failure of this kind. */
    public String meaning() {
        return meaning;
    }

    /** Whether the cause passes by itself as a rule, so that another attempt may well succeed without anybody doing anything. */
    public boolean isTransient() {
        return TRANSIENT.contains(this);
    }

    public String remedy() {
        return remedy;
    }
}
