package org.ovirt.v2v.agent.v2v;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of virt-v2v.
 *
 * @param program name or path of virt-v2v
 * @param networks see {@link NetworkOptions}
 * @param jsonLog where the messages go as JSON, one a line
 */
public record V2vCommand(
        String program, InputOptions input, OutputOptions output, NetworkOptions networks, Path jsonLog) {
    /** The argument list, program first, in the spelling that this virt-v2v understands. */
    public List<String> arguments(V2vCapabilities capabilities) {
        List<String> arguments = new ArrayList<>();
        arguments.add(program);
        arguments.add(capabilities.hasInputOptions() ? "--machine-readable=file:" + jsonLog : "--machine-readable");
        arguments.addAll(List.of("--root", "first"));
        arguments.addAll(input.arguments(capabilities));
        arguments.addAll(output.arguments());
        arguments.addAll(networks.arguments(capabilities));
        arguments.add(input.machine());
        return List.copyOf(arguments);
    }
}
