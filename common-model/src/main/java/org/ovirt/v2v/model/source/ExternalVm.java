package org.ovirt.v2v.model.source;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * A machine at its source, as VDSM's verb {@code Host.getExternalVMs} describes it (type ExternalVmInfo); the members from
 * {@code moref} on are ours. A member that the source does not tell is null and left out of JSON.
 *
 * @param vmName the name at the source
 * @param vmId the UUID that libvirt knows the machine by (VMware: the BIOS UUID)
 * @param status "Up" or "Down"; everything but powered off is "Up"
 * @param memSize MiB
 * @param smp virtual CPUs
 * @param arch for example x86_64
 * @param moref VMware's managed object reference, unique within its vCenter
 * @param host name of the ESXi host that the machine is registered on
 * @param cluster null for a host outside any cluster
 * @param datacenter name with the folders above it, separated by slashes
 * @param folder folders between the datacenter and the machine, separated by slashes; empty at the top
 * @param firmware "bios" or "uefi"
 * @param guestOs the source's own word for the operating system
 * @param uri the exact libvirt URI to convert the machine through
 * @param uuidSharedWith the other machines and templates of the source that have this one's UUID too, described for people;
 *     null if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RecordBuilder
public record ExternalVm(
        String vmName,
        String vmId,
        String status,
        int memSize,
        int smp,
        String arch,
        @JsonProperty("has_snapshots") Boolean hasSnapshots,
        String graphics,
        String video,
        List<ExternalDisk> disks,
        List<ExternalNic> networks,
        String moref,
        String host,
        String cluster,
        String datacenter,
        String folder,
        String firmware,
        String guestOs,
        SourceUri uri,
        List<String> uuidSharedWith)
        implements ExternalVmBuilder.With {
    public static final String UP = "Up";
    public static final String DOWN = "Down";

    public ExternalVm {
        Objects.requireNonNull(vmName, "vmName is null");
        disks = disks == null ? List.of() : List.copyOf(disks);
        networks = networks == null ? List.of() : List.copyOf(networks);
        uuidSharedWith = uuidSharedWith == null || uuidSharedWith.isEmpty() ? null : List.copyOf(uuidSharedWith);
    }

    /**
     * Why libvirt might take another machine for this one, which it finds by its UUID: silently the first that has it. One
     * sentence; empty if no other machine has it.
     */
    @JsonIgnore
    public Optional<String> uuidAmbiguity() {
        return Optional.ofNullable(uuidSharedWith)
                .map(others -> "The machine " + vmName + " (" + moref + ") has the same BIOS UUID (" + vmId + ") as "
                        + String.join(", ", others) + ", so that virt-v2v could read the wrong one.");
    }

    /** Why nobody knows which machine it is, nor what disks it has: the source does not tell. One sentence; empty if it does. */
    @JsonIgnore
    public Optional<String> uuidAbsence() {
        return vmId != null
                ? Optional.empty()
                : Optional.of("The source tells little more than the name of the machine " + vmName
                        + ", not even its UUID: its files cannot be read there, as on a datastore that is not"
                        + " accessible, or the user may not see them.");
    }

    /**
     * Why nobody knows by which ESXi host virt-v2v is to read a machine of a vCenter; empty if that is known, or no vCenter is asked.
     *
     * @param asked the URI by which the source was asked for it, whose path counts if the source tells no host
     */
    @JsonIgnore
    public Optional<Failure> hostAbsence(SourceUri asked) {
        if (uri != null
                || !asked.scheme().equals(SourceUri.VPX)
                || !asked.path().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                FailureCode.SOURCE_CREDENTIALS_REFUSED,
                "The provider's user may not see the ESXi host of " + vmName + ", by which virt-v2v reads it.",
                "Give the user the role Read-only on the data center, propagated to its children.",
                null));
    }

    /** What keeps a disk from being read as it is; empty if nothing does, or the source does not tell. */
    @JsonIgnore
    public Optional<Failure> diskProblem() {
        return holdingChangesOnly().or(this::rawDevice).or(this::blockDevice);
    }

    /** A vCenter does not serve by https what lies on a device of the storage; virt-v2v would find that out when it opens the disk. */
    private Optional<Failure> rawDevice() {
        return disks.stream()
                .filter(disk -> disk.backing() != null && disk.backing().startsWith("rdm-"))
                .findFirst()
                .map(disk -> new Failure(
                        FailureCode.SOURCE_ERROR,
                        "The disk " + disk.alias() + " of the machine " + vmName
                                + " is a device of the storage (raw device mapping), which a vCenter does not let be read by https.",
                        "Make a virtual disk of it at the source (Storage vMotion of the machine with another disk format, or a clone),"
                                + " or detach it; then try again.",
                        null));
    }

    /**
     * virt-v2v cannot read such a disk of a Xen host by ssh. What libvirt calls a file may be one, too ({@code tap:aio:/dev/vg/web}): it
     * has no length then, and virt-v2v would find no operating system on it.
     */
    private Optional<Failure> blockDevice() {
        return disks.stream()
                .filter(ExternalDisk::isBlockDevice)
                .findFirst()
                .map(disk -> new Failure(
                        FailureCode.GUEST_NOT_CONVERTIBLE,
                        "The disk " + disk.alias() + " of the machine " + vmName
                                + " is a block device of the Xen host, which virt-v2v cannot read by ssh.",
                        "Copy the disk to a file there (cp --sparse=always) and let the machine use that, with the driver 'file'"
                                + " where it has 'phy'; then try again.",
                        null));
    }

    /** A disk holds only what has changed since a snapshot, and by https virt-v2v silently reads the one below, as it was then. */
    private Optional<Failure> holdingChangesOnly() {
        return disks.stream()
                .filter(disk -> disk.parent() != null)
                .findFirst()
                .map(disk -> new Failure(
                        FailureCode.SOURCE_ERROR,
                        "The disk " + disk.alias() + " of the machine " + vmName
                                + " holds only what has changed since a snapshot, or in a linked clone; virt-v2v would read "
                                + disk.parent() + " instead, without these changes.",
                        "Delete (consolidate) the machine's snapshots at the source, and make a full clone of a linked one; then"
                                + " try again.",
                        null));
    }

    /** Whether the machine can be converted: virt-v2v refuses one that is running, paused or suspended. */
    @JsonIgnore
    public boolean isDown() {
        return DOWN.equals(status);
    }

    /** Whether the source says that Windows is installed; virt-v2v looks for itself, but later. */
    @JsonIgnore
    public boolean isWindows() {
        return guestOs != null && guestOs.toLowerCase(Locale.ROOT).contains("windows");
    }
}
