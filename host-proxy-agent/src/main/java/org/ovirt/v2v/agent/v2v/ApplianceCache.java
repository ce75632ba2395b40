package org.ovirt.v2v.agent.v2v;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ovirt.v2v.agent.process.BindMount;

/**
 * The folder that libguestfs takes for its cache. The appliance in it is shared by all jobs, so that it is not built anew for each. But a
 * virt-v2v before 1.43.3 puts the overlays of disks beside it and leaves them when it is killed: that one gets its job's own folder, in
 * which the shared appliance is mounted.
 *
 * @param folder what libguestfs is told
 * @param mount empty if the folder is the shared one
 */
public record ApplianceCache(Path folder, Optional<BindMount> mount) {
    /** Makes what is to be mounted, and what it is mounted on, in the job's folder of temporary files. */
    public static ApplianceCache of(V2vCapabilities capabilities, Path shared, Path jobTemp) throws IOException {
        if (capabilities.hasFolderForOverlays()) {
            return new ApplianceCache(shared, Optional.empty());
        }
        // libguestfs' own name for it
        String appliance = ".guestfs-" + Files.getAttribute(jobTemp, "unix:uid");
        Path target = Files.createDirectory(jobTemp.resolve(appliance));
        Path source = shared.resolve(appliance);
        if (!Files.isDirectory(source)) {
            Files.createDirectories(source);
        }
        return new ApplianceCache(jobTemp, Optional.of(new BindMount(source, target)));
    }
}
