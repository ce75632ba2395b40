package org.ovirt.v2v.agent.source.vmware;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How VMware keeps a disk.
 *
 * @param kind thin, flat, sparse, sesparse, rdm-physical, rdm-virtual, raw, pmem, or VMware's own word for a newer one
 * @param file for example {@code [datastore1] web/web.vmdk}
 * @param datastore the name in the brackets
 * @param parent the file that this one holds only the changes of; empty if it holds everything
 */
record DiskBacking(String kind, String file, String datastore, Optional<String> parent) {
    private static final Pattern FILE = Pattern.compile("\\[(.*?)] .*", Pattern.DOTALL);

    static DiskBacking of(Element backing) {
        String file = backing.textAt("fileName");
        Matcher matcher = FILE.matcher(file);
        return new DiskBacking(
                kind(backing),
                file,
                matcher.matches() ? VimNames.decode(matcher.group(1)) : "",
                backing.child("parent").map(parent -> parent.textAt("fileName")));
    }

    private static String kind(Element backing) {
        return switch (backing.type()) {
            case "VirtualDiskFlatVer1BackingInfo" -> "flat";
            case "VirtualDiskFlatVer2BackingInfo" ->
                backing.textAt("thinProvisioned").equals("true") ? "thin" : "flat";
            case "VirtualDiskSeSparseBackingInfo" -> "sesparse";
            case "VirtualDiskSparseVer1BackingInfo", "VirtualDiskSparseVer2BackingInfo" -> "sparse";
            case "VirtualDiskRawDiskMappingVer1BackingInfo" ->
                backing.textAt("compatibilityMode").equals("physicalMode") ? "rdm-physical" : "rdm-virtual";
            case "VirtualDiskRawDiskVer2BackingInfo", "VirtualDiskPartitionedRawDiskVer2BackingInfo" -> "raw";
            case "VirtualDiskLocalPMemBackingInfo" -> "pmem";
            default -> backing.type();
        };
    }
}
