package org.ovirt.v2v.agent.v2v;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * One call of virt-v2v.
 *
 * @param program name or path of virt-v2v
 * @param source the exact URI for libvirt
 * @param machine the UUID by which libvirt knows the machine
 * @param passwordFile empty if the source takes none
 * @param networks see {@link NetworkOptions}
 * @param jsonLog where the messages go as JSON, one a line
 */
public record V2vCommand(
        String program,
        SourceUri source,
        UUID machine,
        Optional<Path> passwordFile,
        OutputOptions output,
        NetworkOptions networks,
        Path jsonLog) {
    public V2vCommand {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(machine, "machine is null");
        Objects.requireNonNull(passwordFile, "passwordFile is null");
    }

    /** The argument list, program first, in the spelling that this virt-v2v understands. */
    public List<String> arguments(V2vCapabilities capabilities) {
        List<String> arguments = new ArrayList<>();
        arguments.add(program);
        arguments.add(capabilities.hasInputOptions() ? "--machine-readable=file:" + jsonLog : "--machine-readable");
        add(arguments, "--root", "first");
        add(arguments, "-ic", source.toString());
        String passwordOption = capabilities.hasInputOptions() ? "-ip" : "--password-file";
        passwordFile.ifPresent(file -> add(arguments, passwordOption, file.toString()));
        arguments.addAll(output.arguments());
        arguments.addAll(networks.arguments(capabilities));
        arguments.add(machine.toString());
        return List.copyOf(arguments);
    }

    private static void add(List<String> arguments, String option, String value) {
        arguments.add(option);
        arguments.add(value);
    }
}
