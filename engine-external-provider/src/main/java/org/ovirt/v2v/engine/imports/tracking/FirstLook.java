package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.host.HostExecutor;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.run.ImportHosts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before an engine that has just started lets imports begin, whether a proxy host has the job of one that is queued: begun
 * once more elsewhere, it would get into its own way.
 */
@ApplicationScoped
public class FirstLook {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

    /** Hosts that need longer are looked at later: they must not hold up the queue. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** An agent may be starting too, or have much to do. */
    private static final Duration ASKED_AGAIN = Duration.ofMillis(500);

    private final ImportBoard board;
    private final ProxyHostRepository hosts;
    private final HostGateway gateway;
    private final JobTakeover takeover;
    private final HostExecutor executor;

    public FirstLook(
            ImportBoard board,
            ProxyHostRepository hosts,
            HostGateway gateway,
            JobTakeover takeover,
            HostExecutor executor) {
        this.board = board;
        this.hosts = hosts;
        this.gateway = gateway;
        this.takeover = takeover;
        this.executor = executor;
    }

    /** Done when all hosts have been looked at that answer soon; at once if nothing is queued. */
    CompletableFuture<Void> look() {
        if (board.active().stream().noneMatch(each -> each.state() == ImportState.QUEUED)) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<Void>> looks = hosts.list().stream()
                .map(host -> look(host, executor, System.nanoTime()))
                .toList();
        return CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> look(ProxyHost host, Executor when, long begun) {
        return CompletableFuture.supplyAsync(() -> isToBeAskedAgain(host), when)
                .thenCompose(again -> again && System.nanoTime() - begun < PATIENCE.toNanos()
                        ? look(
                                host,
                                CompletableFuture.delayedExecutor(
                                        ASKED_AGAIN.toMillis(), TimeUnit.MILLISECONDS, executor),
                                begun)
                        : CompletableFuture.completedFuture(null));
    }

    private boolean isToBeAskedAgain(ProxyHost host) {
        NamedId named = new NamedId(host.id(), host.name());
        try {
            gateway.jobsById(host.agent()).values().forEach(job -> takeover.takeOver(named, job));
            return false;
        } catch (FailureException e) {
            LOG.info(
                    "Whether the proxy host {} has jobs of queued imports is not known yet: {}",
                    host.name(),
                    e.getMessage());
            return ImportHosts.isAskedAgain(e.failure());
        } catch (RuntimeException e) {
            LOG.warn("The jobs of the proxy host {} could not be looked at", host.name(), e);
            return false;
        }
    }
}
