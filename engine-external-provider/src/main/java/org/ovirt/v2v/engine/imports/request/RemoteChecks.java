package org.ovirt.v2v.engine.imports.request;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.HostReadiness;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.engine.provider.ExternalVmId;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * What one request asks the proxy hosts: everything once, however many machines it is for, and some of it side by side. Each
 * request has threads of its own, so that none waits for the questions of another, and nothing that runs on them waits for more
 * of them.
 */
final class RemoteChecks implements AutoCloseable {
    private static final int SIDE_BY_SIDE = 4;

    private final HostGateway gateway;
    private final SourceParams source;
    private final ProxyHostSelection selection;
    private final HostReadiness readiness;
    private final ExecutorService threads;
    private final Duration timeout;
    private final Duration listTimeout;
    private final Map<Wanted, CompletableFuture<ProxyHost>> hosts = new ConcurrentHashMap<>();
    private final Map<UUID, CompletableFuture<List<ExternalVm>>> machines = new ConcurrentHashMap<>();
    private final Map<Place, CompletableFuture<ExportDomainInfo>> domains = new ConcurrentHashMap<>();
    private final Map<Place, CompletableFuture<List<ExportedVm>>> exported = new ConcurrentHashMap<>();

    private record Wanted(UUID dataCenter, Optional<UUID> host) {}

    private record Place(UUID host, UUID domain) {}

    /**
     * Prepares the checks; nothing is asked yet.
     *
     * @param source the provider, restricted to the machines that are wanted
     * @param timeout for an answer about a host or an export domain
     * @param listTimeout for the list of the machines
     */
    RemoteChecks(
            HostGateway gateway,
            ProxyHostSelection selection,
            HostReadiness readiness,
            SourceParams source,
            Duration timeout,
            Duration listTimeout) {
        this.readiness = readiness;
        this.gateway = gateway;
        this.selection = selection;
        this.source = source;
        this.timeout = timeout;
        this.listTimeout = listTimeout;
        this.threads = Executors.newFixedThreadPool(SIDE_BY_SIDE, task -> {
            Thread thread = new Thread(task, "import-check");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The host that {@link ProxyHostSelection} selects for a conversion. */
    CompletableFuture<ProxyHost> host(DataCenter dataCenter, Optional<ProxyHost> wanted) {
        return hosts.computeIfAbsent(
                new Wanted(dataCenter.id(), wanted.map(ProxyHost::id)),
                key -> ask(hostsSilent(dataCenter), timeout, () -> selection.selectToConvert(dataCenter, wanted)));
    }

    CompletableFuture<List<ExternalVm>> machines(ProxyHost host) {
        return machines.computeIfAbsent(host.id(), id -> ask(sourceSilent(host), listTimeout, () -> externalVms(host)));
    }

    /** One that is named by its id and by its name may be in two answers. */
    private List<ExternalVm> externalVms(ProxyHost host) {
        Map<String, ExternalVm> found = new LinkedHashMap<>();
        for (SourceParams part : SourceParts.of(source)) {
            gateway.externalVms(host.agent(), part)
                    .forEach(machine -> found.putIfAbsent(
                            Optional.ofNullable(ExternalVmId.of(machine)).orElse(machine.vmName()), machine));
        }
        return List.copyOf(found.values());
    }

    CompletableFuture<ExportDomainInfo> domain(ProxyHost host, StorageDomain domain) {
        return domains.computeIfAbsent(
                new Place(host.id(), domain.id()),
                place -> ask(hostSilent(host), timeout, () -> readiness.open(host, readinessDomain(domain))));
    }

    CompletableFuture<List<ExportedVm>> exported(ProxyHost host, StorageDomain domain) {
        return exported.computeIfAbsent(
                new Place(host.id(), domain.id()),
                place -> ask(hostSilent(host), timeout, () -> gateway.exportedVms(host.agent(), params(domain))));
    }

    /** The answer comes within the time-out; a question that is still being asked then is given up. */
    private <T> CompletableFuture<T> ask(Failure silence, Duration limit, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> asking = threads.submit(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(reason -> CompletableFuture.failedFuture(explain(silence, reason, asking)));
    }

    private static Throwable explain(Failure silence, Throwable reason, Future<?> asking) {
        Throwable cause = reason instanceof CompletionException ? reason.getCause() : reason;
        if (cause instanceof TimeoutException) {
            asking.cancel(true);
            return new FailureException(silence);
        }
        return cause;
    }

    /** Gives up what is still being asked. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Failure hostsSilent(DataCenter dataCenter) {
        return Failure.of(
                FailureCode.HOST_UNREACHABLE,
                "The proxy hosts of the data center " + dataCenter.name() + " did not answer within "
                        + timeout.toSeconds() + " s.");
    }

    private Failure hostSilent(ProxyHost host) {
        return Failure.of(
                FailureCode.HOST_UNREACHABLE,
                "The proxy host " + host.name() + " did not answer within " + timeout.toSeconds() + " s.");
    }

    /** The host itself has answered a moment ago when it was chosen. */
    private Failure sourceSilent(ProxyHost host) {
        return Failure.of(
                FailureCode.SOURCE_UNREACHABLE,
                source.uri() + " did not tell the proxy host " + host.name() + " of its machines within "
                        + listTimeout.toSeconds() + " s.");
    }

    private static HostReadiness.Domain readinessDomain(StorageDomain domain) {
        return new HostReadiness.Domain(
                domain.id(), domain.name(), domain.location().mountPath());
    }

    private static ExportDomainParams params(StorageDomain domain) {
        return new ExportDomainParams(domain.location().mountPath(), null, null);
    }
}
