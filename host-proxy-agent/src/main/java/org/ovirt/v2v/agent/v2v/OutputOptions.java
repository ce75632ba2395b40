package org.ovirt.v2v.agent.v2v;

import java.nio.file.Path;
import java.util.List;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;

/**
 * Where virt-v2v writes, and what.
 *
 * @param mode in the spelling that this virt-v2v understands
 * @param storage the folder that it writes into
 * @param name that the converted machine gets; has no characters that files cannot have in their names, see {@link MachineName}
 */
public record OutputOptions(String mode, Path storage, DiskFormat format, Allocation allocation, String name) {
    List<String> arguments() {
        return List.of(
                "-o",
                mode,
                "-os",
                storage.toString(),
                "-of",
                format.qemuName(),
                "-oa",
                allocation.v2vName(),
                "-on",
                name);
    }
}
