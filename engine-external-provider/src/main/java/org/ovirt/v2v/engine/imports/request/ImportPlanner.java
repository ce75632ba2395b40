package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ovirt.v2v.engine.Answers;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.KnownNames;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterRepository;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ImportPlacement;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.ImportTarget;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.QueueEntry;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainRepository;
import org.ovirt.v2v.engine.storage.StorageType;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.source.ExternalVm;

/** Checks what a user asks for, in the order in which oVirt's engine does, and makes a plan of it. */
@ApplicationScoped
public class ImportPlanner {
    /** oVirt's rule for names of machines. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}0-9._-]+");

    /** How far ahead an import can be planned. */
    private static final Duration LATEST = Duration.ofDays(366);

    private static final int ISO_LENGTH = 4_096;

    /** The column takes twice as much: a quote in a name is two characters of JSON. */
    private static final int MAPPINGS_LENGTH = 32_768;

    /** What a mapping takes besides its names. */
    private static final int MAPPING_LENGTH = 32;

    private static final String MAPPINGS = "network_mappings";

    private final ClusterRepository clusters;
    private final StorageDomainRepository domains;
    private final ProxyHostRepository hosts;
    private final MachineChecks machineChecks;
    private final Clock clock;
    private final CurrentAccess access;

    public ImportPlanner(
            ClusterRepository clusters,
            StorageDomainRepository domains,
            ProxyHostRepository hosts,
            MachineChecks machineChecks,
            Clock clock,
            CurrentAccess access) {
        this.access = access;
        this.clusters = clusters;
        this.domains = domains;
        this.hosts = hosts;
        this.machineChecks = machineChecks;
        this.clock = clock;
    }

    /** For one request. */
    RequestLookups lookups() {
        return new RequestLookups(clusters, domains, hosts, access.get());
    }

    /**
     * What the engine itself knows of a machine that is asked for.
     *
     * @param name as given
     * @param wanted the proxy host that it is bound to
     * @param begin not before; empty if at once
     * @param priority see {@link QueueEntry}
     */
    record Known(
            Optional<String> name,
            ImportTarget target,
            StorageDomain domain,
            Optional<ProxyHost> wanted,
            Optional<Instant> begin,
            int priority) {}

    /** Checks what can be without asking anybody; throws what keeps the machine from being imported. */
    Known check(Provider provider, ImportItem item, RequestLookups lookups) {
        ImportRequest request = item.request();
        requireComplete(item);
        // also for an import that is tried again: the provider's password goes to a proxy host of the target
        lookups.requireImport(provider.dataCenter());
        Optional<String> givenName = Optional.ofNullable(request.name()).map(ImportPlanner::checkedName);
        Cluster cluster = lookups.cluster(request.cluster());
        StorageDomain domain = lookups.storageDomain(request.storageDomain());
        requireAttached(domain);
        requireSameDataCenter(cluster, domain);
        lookups.requireImport(cluster.dataCenter());
        ImportTarget target = target(request, cluster, domain);
        requireSparseQcow2(target);
        return new Known(
                givenName,
                target,
                domain,
                wantedHost(provider, request, lookups, domain),
                begin(request),
                priority(request));
    }

    /**
     * Checks what the engine knows, and asks the proxy host for the rest. The plan is got when all machines of a request have
     * been asked about; both throw what keeps the machine from being imported. Only whether the name is free is left to be found
     * out.
     */
    Supplier<ImportCandidate> plan(Provider provider, ImportItem item, RequestLookups lookups, RemoteChecks remote) {
        Known known = check(provider, item, lookups);
        ImportTarget target = known.target();
        StorageDomain domain = known.domain();
        Optional<ProxyHost> wanted = known.wanted();
        CompletableFuture<ProxyHost> host =
                remote.host(domain.dataCenter(), wanted).thenApply(machineChecks::able);
        CompletableFuture<List<ExternalVm>> machines = host.thenCompose(remote::machines);
        CompletableFuture<ExportDomainInfo> opened = host.thenCompose(chosen -> remote.domain(chosen, domain));
        return () -> {
            List<ExternalVm> found = Answers.of(machines);
            ExternalVm machine = machineChecks.find(provider, item.vm(), found);
            requireNetworks(item, machine, found);
            long space = MachineChecks.space(machine, target.allocation());
            machineChecks.requireFits(machine, space, domain, Answers.of(opened));
            String name = known.name().orElseGet(() -> checkedName(machine.vmName()));
            ProxyHost chosen = Answers.of(host);
            ImportPlan plan = new ImportPlan(
                    name,
                    machineChecks.source(provider, machine),
                    target.withNetworksOf(machine).withSpace(space),
                    ImportPlacement.of(new NamedId(chosen.id(), chosen.name()), wanted.isPresent()),
                    known.begin(),
                    known.priority());
            return new ImportCandidate(plan, chosen, domain);
        };
    }

    private static int priority(ImportRequest request) {
        int priority = Optional.ofNullable(request.priority()).orElse(QueueEntry.USUAL_PRIORITY);
        return QueueEntry.checkedPriority(priority);
    }

    private Optional<Instant> begin(ImportRequest request) {
        // a time that is over means at once
        Optional<Instant> begin = Optional.ofNullable(request.startTime()).filter(clock.instant()::isBefore);
        if (begin.filter(clock.instant().plus(LATEST)::isBefore).isPresent()) {
            throw new InvalidFieldException(
                    "start_time", "An import begins within " + LATEST.toDays() + " days, or at once.");
        }
        // the database knows no shorter times
        return begin.map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }

    private void requireNetworks(ImportItem item, ExternalVm machine, List<ExternalVm> others) {
        List<NetworkMapping> mappings = mappings(item.request());
        switch (item.mapped()) {
            case ALONE -> machineChecks.requireNetworks(List.of(machine), mappings);
            case WITH_OTHERS -> machineChecks.requireNetworks(others, mappings);
            case BEFORE -> {
                // a network that the machine is not on, or not any more, needs no mapping: no harm
            }
        }
    }

    private static void requireSparseQcow2(ImportTarget target) {
        if (target.format() == DiskFormat.COW && target.allocation() == Allocation.PREALLOCATED) {
            throw new InvalidFieldException(
                    "allocation",
                    "oVirt imports no qcow2 disks that are preallocated. Leave one of the two as it is: the format raw, or the"
                            + " allocation sparse.");
        }
    }

    private static ImportTarget target(ImportRequest request, Cluster cluster, StorageDomain domain) {
        return new ImportTarget(
                named(domain),
                new NamedId(cluster.id(), cluster.name()),
                new NamedId(domain.id(), domain.name()),
                domain.location().mountPath(),
                Optional.ofNullable(request.allocation()).orElse(Allocation.SPARSE),
                Optional.ofNullable(request.format()).orElse(DiskFormat.RAW),
                mappings(request),
                0,
                driversIso(request).orElse(null));
    }

    private static List<NetworkMapping> mappings(ImportRequest request) {
        List<NetworkMapping> mappings =
                Optional.ofNullable(request.networkMappings()).orElse(List.of());
        Set<String> sources = new HashSet<>();
        int length = 0;
        for (NetworkMapping mapping : mappings) {
            if (mapping == null) {
                throw new InvalidFieldException(MAPPINGS, "A mapping is an object with source and target.");
            }
            EntityText.printable(MAPPINGS, mapping.source() + mapping.target());
            length += MAPPING_LENGTH
                    + mapping.source().length()
                    + mapping.target().length();
            if (!sources.add(mapping.source())) {
                throw new InvalidFieldException(
                        MAPPINGS,
                        mapping.source().isEmpty()
                                ? "Two mappings have an empty source, which stands for all other networks."
                                : "The network " + KnownNames.quoted(mapping.source()) + " is mapped twice.");
            }
        }
        if (length > MAPPINGS_LENGTH) {
            throw new InvalidFieldException(
                    MAPPINGS, "The mappings of a machine are too many, or their names too long.");
        }
        return mappings;
    }

    private static NamedId named(StorageDomain domain) {
        return new NamedId(domain.dataCenter().id(), domain.dataCenter().name());
    }

    private static void requireComplete(ImportItem item) {
        List<String> missing = new ArrayList<>();
        if (item.vm() == null || item.vm().isBlank()) {
            missing.add("virtual_machine.id");
        }
        if (!EntityReference.isGiven(item.request().cluster())) {
            missing.add("cluster.id|name");
        }
        if (!EntityReference.isGiven(item.request().storageDomain())) {
            missing.add("storage_domain.id|name");
        }
        if (!missing.isEmpty()) {
            throw new IncompleteRequestException("Import", missing, "import");
        }
    }

    private static String checkedName(String text) {
        String name = EntityText.name("name", text);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidFieldException(
                    "name",
                    "A machine cannot be named " + name
                            + " in oVirt: letters, digits, and the characters . _ - are allowed. Give another name.");
        }
        return name;
    }

    private static void requireAttached(StorageDomain domain) {
        if (!domain.isAttached()) {
            throw new InvalidFieldException(
                    "storage_domain",
                    "The storage domain " + domain.name() + " is not attached to a data center. Attach it first.");
        }
    }

    private static void requireSameDataCenter(Cluster cluster, StorageDomain domain) {
        if (!cluster.dataCenter().id().equals(domain.dataCenter().id())) {
            throw new InvalidFieldException(
                    "storage_domain",
                    "The storage domain " + domain.name() + " belongs to the data center "
                            + domain.dataCenter().name() + ", the cluster " + cluster.name() + " to "
                            + cluster.dataCenter().name() + ".");
        }
    }

    private static Optional<String> driversIso(ImportRequest request) {
        Optional<String> path = Optional.ofNullable(request.driversIso()).map(ImportRequest.DriversIso::id);
        path.ifPresent(given -> {
            EntityText.atMost(ISO_LENGTH, "drivers_iso", EntityText.printable("drivers_iso", given));
            if (!given.startsWith("/") || List.of(given.split("/", -1)).contains("..")) {
                throw new InvalidFieldException(
                        "drivers_iso",
                        "The ISO is named by its full path on the proxy host, as in /path/virtio-win.iso.");
            }
        });
        return path;
    }

    /** A folder of a host is only there, so nobody else can write into it. */
    private static Optional<ProxyHost> wantedHost(
            Provider provider, ImportRequest request, RequestLookups lookups, StorageDomain domain) {
        if (EntityReference.isGiven(request.host())) {
            return Optional.of(lookups.host(request.host()));
        }
        if (domain.location().type() == StorageType.LOCALFS) {
            return Optional.of(domain.host());
        }
        return provider.proxyHost()
                .filter(host ->
                        host.dataCenter().id().equals(domain.dataCenter().id()));
    }
}
