package org.ovirt.v2v.agent.v2v;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment that virt-v2v needs.
 *
 * @param jobTemp the job's own folder for temporary files, on a disk; short, since unix sockets lie in it
 * @param secretTemp a folder in memory for those files that may hold a secret; empty if none does
 * @param applianceCache where libguestfs finds its appliance, see {@link ApplianceCache}
 * @param emulated whether the appliance runs without KVM
 * @param virtioWin ISO of Windows drivers; empty for the system's own
 * @param asksForSshAgent whether virt-v2v refuses Xen hosts without an ssh agent, see {@link V2vCapabilities#asksForSshAgent}
 */
public record V2vEnvironment(
        Path jobTemp,
        Optional<Path> secretTemp,
        Path applianceCache,
        boolean emulated,
        Optional<Path> virtioWin,
        boolean asksForSshAgent) {
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("LIBGUESTFS_BACKEND", "direct");
        variables.put("LIBGUESTFS_CACHEDIR", applianceCache.toString());
        variables.put("TMPDIR", secretTemp.orElse(jobTemp).toString());
        // both would be where TMPDIR is: overlays of the appliance, and whatever else virt-v2v calls large
        variables.put("LIBGUESTFS_TMPDIR", jobTemp.toString());
        variables.put("VIRT_V2V_TMPDIR", jobTemp.toString());
        if (emulated) {
            variables.put("LIBGUESTFS_BACKEND_SETTINGS", "force_tcg");
        }
        if (asksForSshAgent) {
            // it looks for the variable only; without an agent there, ssh goes on to the keys in its folder
            variables.put("SSH_AUTH_SOCK", jobTemp.resolve("no-agent").toString());
        }
        virtioWin.ifPresent(path -> variables.put("VIRTIO_WIN", path.toString()));
        return variables;
    }
}
