package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What to convert and into what: VDSM's ExternalVmParams, parameter {@code vminfo} of {@code Host.convertExternalVm}. The
 * members from {@code sourceId} on are ours and may be missing.
 *
 * @param vmName the name at the source
 * @param poolID the data center
 * @param domainID the export domain
 * @param disks ids chosen by oVirt's engine; not used
 * @param virtioIsoPath the virtio-win ISO on the proxy host; null for the system's own
 * @param format of all disks; RAW if missing
 * @param qcow2Compat "0.10" or "1.1"; for COW only "1.1" can be had, and for RAW it means nothing
 * @param allocation of all disks; SPARSE if missing, and for COW nothing else can be had
 * @param sourceId tells machines of the same name apart: MoRef (VMware) or UUID (Xen)
 * @param name the name to give the machine; the one at the source if missing
 * @param exportDomainPath where the proxy host has the export domain mounted: the folder above the one named by domainID. If
 *     missing it is looked for below VDSM's mount points
 * @param networks network mappings; a network that none of them names keeps its name
 * @param vmID the id that the machine gets in oVirt; if missing it is the job's, as it is with VDSM
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@RecordBuilder
public record ConversionSpec(
        String vmName,
        UUID poolID,
        UUID domainID,
        List<VolumeIds> disks,
        @JsonProperty("virtio_iso_path") String virtioIsoPath,
        DiskFormat format,
        @JsonProperty("qcow2_compat") String qcow2Compat,
        Allocation allocation,
        String sourceId,
        String name,
        String exportDomainPath,
        List<NetworkMapping> networks,
        UUID vmID) {
    /** Characters of a name or path: as long as a path may be, and far longer than any source has names. */
    private static final int LONGEST = 4096;

    private static final int MOST_DISKS = 1_000;
    private static final int MOST_NETWORKS = 100;

    public ConversionSpec {
        if (vmName == null || vmName.isBlank()) {
            throw new IllegalArgumentException("vmName is empty");
        }
        Objects.requireNonNull(domainID, "domainID is missing");
        requireShort("vmName", vmName);
        requireShort("virtio_iso_path", virtioIsoPath);
        requireShort("sourceId", sourceId);
        requireShort("name", name);
        requireShort("exportDomainPath", exportDomainPath);
        disks = disks == null ? List.of() : List.copyOf(disks);
        format = Objects.requireNonNullElse(format, DiskFormat.RAW);
        allocation = Objects.requireNonNullElse(allocation, Allocation.SPARSE);
        networks = networks == null ? List.of() : List.copyOf(networks);
        if (disks.size() > MOST_DISKS || networks.size() > MOST_NETWORKS) {
            throw new IllegalArgumentException(
                    "there are more than " + MOST_DISKS + " disks or " + MOST_NETWORKS + " network mappings");
        }
        for (NetworkMapping mapping : networks) {
            requireShort("a network's name", mapping.source());
            requireShort("a network's name", mapping.target());
        }
        if (qcow2Compat != null && !List.of("0.10", "1.1").contains(qcow2Compat)) {
            throw new IllegalArgumentException("qcow2_compat is neither 0.10 nor 1.1");
        }
    }

    private static void requireShort(String member, String text) {
        if (text != null && text.length() > LONGEST) {
            throw new IllegalArgumentException(member + " has more than " + LONGEST + " characters");
        }
    }

    /** The name that the machine will have in oVirt. */
    public String targetName() {
        return Optional.ofNullable(name).filter(n -> !n.isBlank()).orElse(vmName);
    }
}
