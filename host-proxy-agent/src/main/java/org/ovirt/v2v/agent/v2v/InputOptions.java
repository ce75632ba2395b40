package org.ovirt.v2v.agent.v2v;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * Where virt-v2v reads, and what.
 *
 * @param source the options that say where
 * @param passwordFile empty if the source takes none
 * @param machine what virt-v2v finds it by
 */
public record InputOptions(List<String> source, Optional<Path> passwordFile, String machine) {
    public InputOptions {
        source = List.copyOf(source);
        Objects.requireNonNull(passwordFile, "passwordFile is null");
        Objects.requireNonNull(machine, "machine is null");
    }

    /** By libvirt, which finds the machine by its UUID at exactly this URI. */
    public static InputOptions libvirt(SourceUri uri, ExternalVm machine, Optional<Path> passwordFile) {
        return new InputOptions(
                List.of("-ic", uri.toString()),
                passwordFile,
                UUID.fromString(machine.vmId()).toString());
    }

    /** All but the machine, which comes last of all arguments. */
    List<String> arguments(V2vCapabilities capabilities) {
        List<String> arguments = new ArrayList<>(source);
        passwordFile.ifPresent(file ->
                arguments.addAll(List.of(capabilities.hasInputOptions() ? "-ip" : "--password-file", file.toString())));
        return arguments;
    }
}
