package org.ovirt.v2v.agent.v2v;

import java.util.Collection;
import java.util.Set;

/**
 * What an installed virt-v2v can do: the lines that {@code virt-v2v --machine-readable} prints. Versions are never looked at,
 * since distributions port changes back.
 */
public record V2vCapabilities(Set<String> lines) {
    public V2vCapabilities {
        lines = Set.copyOf(lines);
    }

    public static V2vCapabilities parse(Collection<String> output) {
        return new V2vCapabilities(Set.copyOf(output.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList()));
    }

    /** Whether it takes {@code -ip}, and {@code --machine-readable} with a target; before, there were other spellings. */
    public boolean hasInputOptions() {
        return lines.contains("io/oo");
    }

    /** Whether it reads a disk by ssh as the bytes that it has, in whichever format they are; virt-v2v before 2.0 has qemu read it. */
    public boolean readsRawBySsh() {
        return lines.contains("virt-v2v-2.0");
    }

    /** 1.x converts from Xen hosts only if {@code SSH_AUTH_SOCK} is set (v2v/input_libvirt_xen_ssh.ml, error_if_no_ssh_agent). */
    public boolean asksForSshAgent() {
        return !lines.contains("virt-v2v-2.0");
    }

    /**
     * Whether it keeps the overlays of disks where it is told to ({@code VIRT_V2V_TMPDIR}); virt-v2v before 1.43.3 has them beside
     * libguestfs' appliance.
     */
    public boolean hasFolderForOverlays() {
        return lines.contains("virt-v2v-2.0");
    }

    /** Whether it takes {@code --mac}, by which a network interface is put on a network whatever libvirt calls its own. */
    public boolean mapsNetworksByMac() {
        return lines.contains("mac-option");
    }
}
