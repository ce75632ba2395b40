package org.ovirt.v2v.engine.imports.run;

import static java.util.function.UnaryOperator.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.source.SourceUri;

/** How many imports may be under way at a time; counts on as imports start. */
final class ImportLimits {
    private static final long MEBIBYTE = 1024L * 1024;

    private final Bounds bounds;
    private final Function<ProxyHost, OptionalLong> conversions;
    private final Map<UUID, Long> byHost;
    private final Map<UUID, Long> byProvider;
    private final Map<String, Long> bySourceHost;

    /** Bytes that those that run have still to write, by export domain. */
    private final Map<UUID, Long> reserved;

    /** By the URI of a machine: thousands that wait have few, and to read one takes longer than all else. */
    private final Map<String, String> sourceHosts = new HashMap<>();

    /** Thousands wait for the same. */
    private final Map<Limit, AdmissionRound.Decision.Wait> reached = new HashMap<>();

    /**
     * A limit.
     *
     * @param of the provider's id or the source's host; empty for that of all
     */
    private record Limit(WaitReason reason, String of) {}

    private long inAll;

    /**
     * How many at most: from an ESXi or Xen host, from a provider, and together.
     *
     * @param perHost on each proxy host; if empty, as many as it has room for
     */
    record Bounds(Optional<Long> perHost, int perSourceHost, int perProvider, int inAll) {
        static Bounds of(ImportSettings settings) {
            return new Bounds(
                    settings.perHost().map(Integer::longValue),
                    settings.perSourceHost(),
                    settings.perProvider(),
                    settings.inAll());
        }
    }

    /**
     * Counts what runs.
     *
     * @param running what is on a proxy host
     * @param conversions how many a host has room for, if that is known
     */
    ImportLimits(Bounds bounds, List<ImportSnapshot> running, Function<ProxyHost, OptionalLong> conversions) {
        this.conversions = conversions;
        this.bounds = bounds;
        this.byHost = counted(running, each -> each.host().id());
        this.byProvider = counted(running, each -> each.source().provider().id());
        this.bySourceHost = counted(running, this::sourceHost);
        this.inAll = running.size();
        this.reserved = new HashMap<>(running.stream()
                .collect(Collectors.groupingBy(
                        each -> each.target().storageDomain().id(), Collectors.summingLong(ImportLimits::remaining))));
    }

    /** How many run on this proxy host. */
    long running(UUID host) {
        return byHost.getOrDefault(host, 0L);
    }

    /** How many may run on a proxy host at a time; empty while that is not known. */
    OptionalLong slots(ProxyHost host) {
        return bounds.perHost().map(OptionalLong::of).orElseGet(() -> conversions.apply(host));
    }

    /** How many more may run there; as long as that is not known, one. */
    long free(ProxyHost host) {
        return slots(host).orElse(running(host.id()) + 1) - running(host.id());
    }

    /**
     * What the import has to wait for if its export domain lacks the space, or is going to when those that run have written
     * theirs. One that needs less may overtake it: who waits for space may wait until somebody makes some.
     *
     * @param free bytes that are free in the domain
     */
    Optional<AdmissionRound.Decision.Wait> lackOfSpace(ImportSnapshot queued, long free) {
        NamedId domain = queued.target().storageDomain();
        long needed = queued.target().space();
        long reserved = this.reserved.getOrDefault(domain.id(), 0L);
        if (needed == 0 || needed <= free - reserved) {
            return Optional.empty();
        }
        // no figure that changes by itself: each other text would be stored and told to everybody, for each import that
        // waits
        return Optional.of(new AdmissionRound.Decision.Wait(
                WaitReason.STORAGE_DOMAIN_SPACE,
                "Waiting: it needs " + needed / MEBIBYTE + " MiB, more than the storage domain " + domain.name()
                        + (reserved == 0 ? " has free" : " has free beside what imports that run still need")));
    }

    /** Bytes that it has still to take. A preallocated disk takes all of them before anything is copied. */
    private static long remaining(ImportSnapshot running) {
        boolean allocated = running.target().allocation() == Allocation.PREALLOCATED
                && running.progress().phase() != null
                && running.progress().phase().compareTo(Phase.COPYING_DISKS) >= 0;
        if (allocated) {
            return 0;
        }
        return running.target().space() / 100 * (100 - running.progress().percent());
    }

    /** What the import has to wait for, wherever it is converted. */
    Optional<AdmissionRound.Decision.Wait> hindrance(ImportSnapshot queued) {
        if (inAll >= bounds.inAll()) {
            return reached(
                    WaitReason.LIMIT,
                    "",
                    () -> "Waiting: " + bounds.inAll() + " imports run, as many as may at a time");
        }
        NamedId provider = queued.source().provider();
        if (byProvider.getOrDefault(provider.id(), 0L) >= bounds.perProvider()) {
            return reached(
                    WaitReason.PROVIDER_LIMIT,
                    provider.id().toString(),
                    () -> "Waiting: " + bounds.perProvider() + " imports from the provider " + provider.name()
                            + " run, as many as may at a time");
        }
        String sourceHost = sourceHost(queued);
        if (bySourceHost.getOrDefault(sourceHost, 0L) >= bounds.perSourceHost()) {
            return reached(
                    WaitReason.SOURCE_HOST_LIMIT,
                    sourceHost,
                    () -> "Waiting: " + bounds.perSourceHost() + " machines of the host " + lastOf(sourceHost)
                            + " are being imported, as many as may at a time");
        }
        return Optional.empty();
    }

    private Optional<AdmissionRound.Decision.Wait> reached(WaitReason reason, String of, Supplier<String> text) {
        return Optional.of(reached.computeIfAbsent(
                new Limit(reason, of), limit -> new AdmissionRound.Decision.Wait(reason, text.get())));
    }

    void started(ImportSnapshot each, UUID host) {
        inAll++;
        byHost.merge(host, 1L, Long::sum);
        byProvider.merge(each.source().provider().id(), 1L, Long::sum);
        bySourceHost.merge(sourceHost(each), 1L, Long::sum);
        reserved.merge(each.target().storageDomain().id(), each.target().space(), Long::sum);
    }

    /** The ESXi or Xen host that the disks are read from: what the URI says without user and query. */
    private String sourceHost(ImportSnapshot each) {
        return sourceHosts.computeIfAbsent(each.source().uri(), ImportLimits::sourceHost);
    }

    private static String sourceHost(String text) {
        SourceUri uri = SourceUri.parse(text);
        return uri.host() + ":" + uri.port() + "/" + String.join("/", uri.path());
    }

    private static String lastOf(String sourceHost) {
        String path = sourceHost.replaceFirst("/$", "");
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
    }

    private static <K> Map<K, Long> counted(List<ImportSnapshot> running, Function<ImportSnapshot, K> key) {
        return new HashMap<>(
                running.stream().map(key).collect(Collectors.groupingBy(identity(), Collectors.counting())));
    }
}
