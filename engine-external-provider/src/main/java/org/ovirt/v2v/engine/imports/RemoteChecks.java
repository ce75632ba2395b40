package org.ovirt.v2v.engine.imports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** What one request asks the proxy hosts: everything once, however many machines it is for, and side by side. */
final class RemoteChecks {
    private final HostGateway gateway;
    private final SourceParams source;
    private final Executor executor;
    private final Duration timeout;
    private final Map<UUID, CompletableFuture<List<ExternalVm>>> machines = new ConcurrentHashMap<>();
    private final Map<Place, CompletableFuture<ExportDomainInfo>> domains = new ConcurrentHashMap<>();
    private final Map<Place, CompletableFuture<List<ExportedVm>>> exported = new ConcurrentHashMap<>();

    private record Place(UUID host, UUID domain) {}

    /**
     * Prepares the checks; nothing is asked yet.
     *
     * @param source the provider, restricted to the machines that are wanted
     */
    RemoteChecks(HostGateway gateway, SourceParams source, Executor executor, Duration timeout) {
        this.gateway = gateway;
        this.source = source;
        this.executor = executor;
        this.timeout = timeout;
    }

    CompletableFuture<List<ExternalVm>> machines(ProxyHost host) {
        return machines.computeIfAbsent(
                host.id(), id -> ask(sourceSilent(host), () -> gateway.externalVms(host.agent(), source)));
    }

    CompletableFuture<ExportDomainInfo> domain(ProxyHost host, StorageDomain domain) {
        return domains.computeIfAbsent(
                new Place(host.id(), domain.id()),
                place -> ask(hostSilent(host), () -> gateway.openExportDomain(host.agent(), params(domain))));
    }

    CompletableFuture<List<ExportedVm>> exported(ProxyHost host, StorageDomain domain) {
        return exported.computeIfAbsent(
                new Place(host.id(), domain.id()),
                place -> ask(hostSilent(host), () -> gateway.exportedVms(host.agent(), params(domain))));
    }

    /** The answer, or the failure that was met. */
    static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FailureException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private <T> CompletableFuture<T> ask(Failure silence, Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, executor)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(reason -> CompletableFuture.failedFuture(explain(silence, reason)));
    }

    private static Throwable explain(Failure silence, Throwable reason) {
        Throwable cause = Optional.ofNullable(reason.getCause()).orElse(reason);
        return cause instanceof TimeoutException ? new FailureException(silence) : cause;
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
                        + timeout.toSeconds() + " s.");
    }

    private static ExportDomainParams params(StorageDomain domain) {
        return new ExportDomainParams(domain.location().mountPath(), null, null);
    }
}
