package org.ovirt.v2v.agent.preflight;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.exportdomain.ExpectedMachine;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.agent.v2v.NetworkOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * What the checks found out, and all that a conversion needs to know.
 *
 * @param machine has a UUID
 * @param name of the machine in oVirt
 * @param drivers the virtio-win ISO; empty for the system's own
 * @param warnings what may keep the conversion from its end, for people
 */
public record PreflightResult(
        Source source,
        V2vCapabilities capabilities,
        ExternalVm machine,
        ExportDomainInfo domain,
        String name,
        NetworkOptions networks,
        Optional<Path> drivers,
        SpaceClaim space,
        List<String> warnings) {
    /** Of the disks, in bytes, in order. */
    public List<Long> capacities() {
        return machine.disks().stream().map(ExternalDisk::capacity).toList();
    }

    /** What the result is held against. */
    public ExpectedMachine expected() {
        return new ExpectedMachine(
                name,
                capacities(),
                machine.networks().stream()
                        .map(nic -> new ExpectedMachine.Nic(NetworkOptions.mac(nic), networks.target(nic)))
                        .toList());
    }
}
