package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.ovirt.v2v.model.conversion.Failure;

/**
 * What a proxy host can do: result of {@code Host.getCapabilities}.
 *
 * @param v2vVersion null if virt-v2v is not installed
 * @param v2vCapabilities the lines of {@code virt-v2v --machine-readable}
 * @param kvmWorks whether libguestfs can use KVM on this host; null while that is being found out
 * @param nbdkitPlugins those among the ones that virt-v2v uses: curl, ssh, vddk, libvirt
 * @param virtioWin path of the virtio-win ISO or folder; null if there is none
 * @param temporaryFree bytes free where virt-v2v keeps its temporary files
 * @param problems what keeps this host from converting, each with its remedy; empty if nothing does
 * @param warnings what is going to keep it from that, each with its remedy
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HostCapabilities(
        String agentVersion,
        String operatingSystem,
        int cpuThreads,
        long memoryMiB,
        String v2vVersion,
        List<String> v2vCapabilities,
        Boolean kvmWorks,
        List<String> nbdkitPlugins,
        String virtioWin,
        long temporaryFree,
        List<Failure> problems,
        List<Failure> warnings) {
    public HostCapabilities {
        v2vCapabilities = v2vCapabilities == null ? List.of() : List.copyOf(v2vCapabilities);
        nbdkitPlugins = nbdkitPlugins == null ? List.of() : List.copyOf(nbdkitPlugins);
        problems = problems == null ? List.of() : List.copyOf(problems);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
