package org.ovirt.v2v.agent.v2v;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * One call of virt-v2v that writes a machine into an export domain.
 *
 * @param program name or path of virt-v2v
 * @param source the exact URI for libvirt
 * @param machine the UUID by which libvirt knows the machine
 * @param passwordFile empty if the source takes none
 * @param target the folder above the one named by the domain's id
 * @param name of the machine in oVirt, see {@link MachineName}
 * @param networks see {@link NetworkOptions}
 * @param jsonLog where the messages go as JSON, one a line
 */
public record V2vCommand(
        String program,
        SourceUri source,
        UUID machine,
        Optional<Path> passwordFile,
        Path target,
        DiskFormat format,
        Allocation allocation,
        String name,
        NetworkOptions networks,
        Path jsonLog) {
    public V2vCommand {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(machine, "machine is null");
        Objects.requireNonNull(passwordFile, "passwordFile is null");
    }

    /** The argument list, program first, in the spelling that this virt-v2v understands. */
    public List<String> arguments(V2vCapabilities capabilities) {
        String mode = capabilities
                .exportDomainMode()
                .orElseThrow(() -> new IllegalArgumentException("this virt-v2v cannot write export domains"));
        List<String> arguments = new ArrayList<>();
        arguments.add(program);
        arguments.add(capabilities.hasInputOptions() ? "--machine-readable=file:" + jsonLog : "--machine-readable");
        add(arguments, "--root", "first");
        add(arguments, "-ic", source.toString());
        String passwordOption = capabilities.hasInputOptions() ? "-ip" : "--password-file";
        passwordFile.ifPresent(file -> add(arguments, passwordOption, file.toString()));
        add(arguments, "-o", mode);
        add(arguments, "-os", target.toString());
        add(arguments, "-of", format.qemuName());
        add(arguments, "-oa", allocation.v2vName());
        add(arguments, "-on", name);
        arguments.addAll(networks.arguments(capabilities));
        arguments.add(machine.toString());
        return List.copyOf(arguments);
    }

    private static void add(List<String> arguments, String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }
}
