package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.host.HostMonitor;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.imports.ImportSource;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.SourceHardware;
import org.ovirt.v2v.engine.provider.ExternalVmId;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/** Whether a machine, an export domain and a proxy host fit together, judged by what the proxy host has told. */
@ApplicationScoped
public class MachineChecks {
    private static final long MEBIBYTE = 1024L * 1024;

    private final HostMonitor monitor;

    public MachineChecks(HostMonitor monitor) {
        this.monitor = monitor;
    }

    /** The host, if it has what every conversion needs; of temporary space it may have more when the import's turn has come. */
    ProxyHost able(ProxyHost host) {
        monitor.status(host)
                .hindrance(host.name())
                .filter(hindrance -> hindrance.code() != FailureCode.TEMPORARY_SPACE)
                .ifPresent(hindrance -> {
                    throw new FailureException(hindrance);
                });
        return host;
    }

    /** The machine by MoRef, UUID or name, if it can be converted as it is. */
    ExternalVm find(Provider provider, String wanted, List<ExternalVm> machines) {
        ExternalVm machine = machines.stream()
                .filter(each -> wanted.equals(each.moref()) || wanted.equalsIgnoreCase(each.vmId()))
                .findFirst()
                .or(() -> byName(provider, wanted, machines))
                .orElseThrow(() -> new FailureException(
                        FailureCode.VM_NOT_FOUND,
                        "The provider " + provider.name() + " has no machine " + wanted + "."));
        machine.uuidAbsence().ifPresent(absence -> {
            throw new FailureException(FailureCode.SOURCE_ERROR, absence);
        });
        if (!machine.isDown()) {
            throw new FailureException(
                    FailureCode.VM_RUNNING, "The machine " + machine.vmName() + " is not shut down at the source.");
        }
        machine.uuidAmbiguity().ifPresent(ambiguity -> {
            throw new FailureException(FailureCode.VM_UUID_SHARED, ambiguity);
        });
        if (machine.disks().isEmpty()) {
            throw new FailureException(
                    FailureCode.VM_WITHOUT_DISKS, "The machine " + machine.vmName() + " has no disks.");
        }
        machine.diskProblem().or(() -> machine.hostAbsence(provider.uri())).ifPresent(problem -> {
            throw new FailureException(problem);
        });
        return machine;
    }

    private static Optional<ExternalVm> byName(Provider provider, String wanted, List<ExternalVm> machines) {
        List<ExternalVm> named =
                machines.stream().filter(each -> wanted.equals(each.vmName())).toList();
        if (named.size() > 1) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    "The provider " + provider.name() + " has " + named.size() + " machines with the name " + wanted
                            + "; name the one that is meant by its id.");
        }
        return named.stream().findFirst();
    }

    /** Refuses a mapping of a network that none of the machines, at least one, is on. */
    void requireNetworks(List<ExternalVm> machines, List<NetworkMapping> mappings) {
        if (mappings.isEmpty()) {
            return; // of a large request the networks of all machines would be looked through for each of them
        }
        Set<String> networks = machines.stream()
                .flatMap(machine -> machine.networks().stream())
                .map(ExternalNic::bridge)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        for (NetworkMapping mapping : mappings) {
            String source = mapping.source();
            if (!source.isEmpty() && !networks.contains(source)) {
                String who = machines.size() == 1
                        ? "The machine " + machines.get(0).vmName() + " is not"
                        : "None of these machines is";
                throw new InvalidFieldException(
                        "network_mappings",
                        who + " on the network " + KnownNames.quoted(source) + ". "
                                + (networks.isEmpty() ? "No network is known." : KnownNames.hint(source, networks)));
            }
        }
    }

    /**
     * Refuses an export domain that is another one than was registered, or lacks the space. It may well be attached to a data
     * center of an oVirt engine, whose id is not that of our data center.
     */
    void requireFits(ExternalVm machine, long needed, StorageDomain domain, ExportDomainInfo opened) {
        if (!domain.id().equals(opened.id())) {
            throw new FailureException(
                    FailureCode.DOMAIN_INVALID,
                    "Another export domain (" + opened.id() + ") is mounted at " + opened.path()
                            + " than the storage domain " + domain.name() + " (" + domain.id() + ").");
        }
        if (needed > opened.free()) {
            throw new FailureException(
                    FailureCode.DOMAIN_FULL,
                    "The storage domain " + domain.name() + " has " + opened.free() / MEBIBYTE
                            + " MiB free; the machine " + machine.vmName() + " needs " + needed / MEBIBYTE + " MiB.");
        }
    }

    /** Bytes that the disks take at least, as far as that is known. */
    static long space(ExternalVm machine, Allocation allocation) {
        return machine.disks().stream()
                .mapToLong(disk -> space(disk, allocation))
                .sum();
    }

    private static long space(ExternalDisk disk, Allocation allocation) {
        return switch (allocation) {
            case PREALLOCATED -> disk.capacity();
            case SPARSE -> disk.leastInUse();
        };
    }

    ImportSource source(Provider provider, ExternalVm machine) {
        SourceUri uri = Optional.ofNullable(machine.uri()).orElseGet(provider::uri);
        return new ImportSource(
                new NamedId(provider.id(), provider.name()),
                ExternalVmId.of(machine),
                machine.vmName(),
                uri.toString(),
                SourceHardware.of(machine));
    }
}
