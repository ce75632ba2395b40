package org.ovirt.v2v.engine.imports.run;

import static java.util.function.UnaryOperator.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.model.source.SourceUri;

/** How many imports may be under way at a time; counts on as imports start. */
final class ImportLimits {
    private final Bounds bounds;
    private final Map<UUID, Long> byHost;
    private final Map<UUID, Long> byProvider;
    private final Map<String, Long> bySourceHost;
    private long inAll;

    /** How many at most: on a proxy host, from an ESXi or Xen host, from a provider, and together. */
    record Bounds(int perHost, int perSourceHost, int perProvider, int inAll) {
        static Bounds of(ImportSettings settings) {
            return new Bounds(settings.perHost(), settings.perSourceHost(), settings.perProvider(), settings.inAll());
        }
    }

    /** Counts those of these that are on a proxy host. */
    ImportLimits(Bounds bounds, List<ImportSnapshot> active) {
        List<ImportSnapshot> running =
                active.stream().filter(ImportSnapshot::isOnHost).toList();
        this.bounds = bounds;
        this.byHost = counted(running, each -> each.host().id());
        this.byProvider = counted(running, each -> each.source().provider().id());
        this.bySourceHost = counted(running, ImportLimits::sourceHost);
        this.inAll = running.size();
    }

    /** How many run on this proxy host. */
    long running(UUID host) {
        return byHost.getOrDefault(host, 0L);
    }

    boolean isFree(UUID host) {
        return running(host) < perHost();
    }

    int perHost() {
        return bounds.perHost();
    }

    /** What the import has to wait for, wherever it is converted. */
    Optional<AdmissionRound.Decision.Wait> hindrance(ImportSnapshot queued) {
        if (inAll >= bounds.inAll()) {
            return Optional.of(new AdmissionRound.Decision.Wait(
                    WaitReason.LIMIT, "Waiting: " + bounds.inAll() + " imports run, as many as may at a time"));
        }
        NamedId provider = queued.source().provider();
        if (byProvider.getOrDefault(provider.id(), 0L) >= bounds.perProvider()) {
            return Optional.of(new AdmissionRound.Decision.Wait(
                    WaitReason.PROVIDER_LIMIT,
                    "Waiting: " + bounds.perProvider() + " imports from the provider " + provider.name()
                            + " run, as many as may at a time"));
        }
        String sourceHost = sourceHost(queued);
        if (bySourceHost.getOrDefault(sourceHost, 0L) >= bounds.perSourceHost()) {
            return Optional.of(new AdmissionRound.Decision.Wait(
                    WaitReason.SOURCE_HOST_LIMIT,
                    "Waiting: " + bounds.perSourceHost() + " machines of the host " + lastOf(sourceHost)
                            + " are being imported, as many as may at a time"));
        }
        return Optional.empty();
    }

    void started(ImportSnapshot each, UUID host) {
        inAll++;
        byHost.merge(host, 1L, Long::sum);
        byProvider.merge(each.source().provider().id(), 1L, Long::sum);
        bySourceHost.merge(sourceHost(each), 1L, Long::sum);
    }

    /** The ESXi or Xen host that the disks are read from: what the URI says without user and query. */
    private static String sourceHost(ImportSnapshot each) {
        SourceUri uri = SourceUri.parse(each.source().uri());
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
