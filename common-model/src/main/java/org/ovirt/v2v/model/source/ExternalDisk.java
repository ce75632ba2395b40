package org.ovirt.v2v.model.source;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import java.util.Set;

/**
 * A disk of a machine at its source (VDSM's ExternalDiskInfo).
 *
 * @param type "disk"; removable drives are not listed
 * @param dev the name in the guest, as in sda
 * @param disktype "file", "block" or "volume"
 * @param alias where the disk lies, for example {@code [datastore1] web/web.vmdk}
 * @param format "RAW" or "COW"
 * @param volKey libvirt's volume key
 * @param capacity bytes, in JSON as a string: oVirt's engine drops a machine whose sizes are numbers
 * @param allocation bytes in use at the source, in JSON as a string; 0 if unknown
 * @param backing ours: how the source keeps the disk, for example flat, sesparse, rdm-physical
 * @param datastore ours: VMware's datastore
 * @param parent ours: the file with all that has not changed since a snapshot (or in a linked clone), of which this disk holds only the
 *     changes; null for a disk that holds everything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RecordBuilder
public record ExternalDisk(
        String type,
        String dev,
        String disktype,
        String alias,
        String pool,
        String volume,
        String format,
        @JsonProperty("vol-key") String volKey,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long capacity,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long allocation,
        String backing,
        String datastore,
        String parent)
        implements ExternalDiskBuilder.With {
    /** Kinds of VMware's disks that grow with what the guest writes. */
    private static final Set<String> VMWARE_THIN = Set.of("thin", "sparse", "sesparse");

    public ExternalDisk {
        Objects.requireNonNull(type, "type is null");
    }

    /** Whether a disk that is kept so takes all of its space at the source, however little of it the guest has used. */
    public static boolean isThick(String backing) {
        return backing != null && (backing.equals("flat") || backing.startsWith("rdm-") || backing.equals("pmem"));
    }

    /**
     * Bytes that a sparse copy takes at least, as far as the source tells. Of VMware's disks nobody knows, thick or not: a thin one
     * keeps what the guest has deleted, its snapshots count too, and virt-v2v copies neither.
     */
    public long leastInUse() {
        return isThick(backing) || isThin() ? 0 : Math.min(allocation, capacity);
    }

    /** Whether the disk is a block device of its host, by its path if not by its type; the paths of VMware begin with a bracket. */
    boolean isBlockDevice() {
        return "block".equals(disktype) || ("file".equals(disktype) && alias != null && alias.startsWith("/dev/"));
    }

    private boolean isThin() {
        return backing != null && VMWARE_THIN.contains(backing);
    }
}
