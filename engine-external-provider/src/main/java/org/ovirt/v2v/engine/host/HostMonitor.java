package org.ovirt.v2v.engine.host;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** Asks agents how they are, and remembers the answer for a moment so that lists of hosts are quick. */
@ApplicationScoped
public class HostMonitor {
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** How long a host that is up may let the others be waited for: enough for each that is well. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final HostGateway gateway;
    private final HostExecutor executor;
    private final Clock clock;
    private final Map<HostAddress, HostStatus> known = new ConcurrentHashMap<>();

    public HostMonitor(HostGateway gateway, HostExecutor executor, Clock clock) {
        this.clock = clock;
        this.gateway = gateway;
        this.executor = executor;
    }

    /** The status, at most ten seconds old. */
    public HostStatus status(ProxyHost host) {
        return known(host).orElseGet(() -> ask(host.name(), host.agent()));
    }

    /** The status if it was asked for during the last ten seconds. Never waits. */
    Optional<HostStatus> known(ProxyHost host) {
        return Optional.ofNullable(known.get(host.agent()))
                .filter(status -> Recency.isWithin(status.checkedAt(), FRESH, clock.instant()));
    }

    /** The status of each host, all asked at the same time. */
    public Map<ProxyHost, HostStatus> statuses(Collection<ProxyHost> hosts) {
        Map<ProxyHost, CompletableFuture<HostStatus>> asked = askAll(hosts);
        asked.values().forEach(CompletableFuture::join);
        return answers(asked);
    }

    /** As {@link #statuses}, but without the hosts that are slow to answer once another is known to be up. */
    Map<ProxyHost, HostStatus> promptStatuses(Collection<ProxyHost> hosts) {
        Map<ProxyHost, CompletableFuture<HostStatus>> asked = askAll(hosts);
        CompletableFuture<?> everybody = CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new));
        CompletableFuture<?> enough = CompletableFuture.anyOf(
                asked.values().stream().map(HostMonitor::afterIsUp).toArray(CompletableFuture[]::new));
        CompletableFuture.anyOf(everybody, enough).join();
        return answers(asked);
    }

    /** Ends a little after the host has proved to be up, or never. */
    private static CompletableFuture<Void> afterIsUp(CompletableFuture<HostStatus> asked) {
        return asked.thenCompose(status -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            return status.state() == HostStatus.State.UP
                    ? end.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    : end;
        });
    }

    private Map<ProxyHost, CompletableFuture<HostStatus>> askAll(Collection<ProxyHost> hosts) {
        return hosts.stream()
                .collect(toMap(host -> host, host -> CompletableFuture.supplyAsync(() -> status(host), executor)));
    }

    private static Map<ProxyHost, HostStatus> answers(Map<ProxyHost, CompletableFuture<HostStatus>> asked) {
        return asked.entrySet().stream()
                .filter(entry -> entry.getValue().isDone())
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    /** Asks the agent now. */
    public HostStatus ask(String name, HostAddress agent) {
        HostStatus status = answer(name, agent);
        known.put(agent, status);
        return status;
    }

    /** Somebody has not got an answer of the agent: what is known of it may not be true any more. */
    public void doubt(HostAddress agent) {
        known.remove(agent);
    }

    /** The agent belongs to no host any more. */
    void forget(HostAddress agent) {
        known.remove(agent);
        gateway.forget(agent);
    }

    private HostStatus answer(String name, HostAddress agent) {
        Instant now = clock.instant();
        try {
            HostCapabilities capabilities = gateway.capabilities(agent);
            Optional<Failure> problem = problem(name, capabilities);
            HostStatus.State state = problem.isPresent() ? HostStatus.State.NON_OPERATIONAL : HostStatus.State.UP;
            return new HostStatus(state, Optional.of(capabilities), problem, now);
        } catch (FailureException e) {
            return new HostStatus(HostStatus.State.NON_RESPONSIVE, Optional.empty(), Optional.of(e.failure()), now);
        }
    }

    private static Optional<Failure> problem(String name, HostCapabilities capabilities) {
        List<Failure> problems = capabilities.problems();
        if (capabilities.v2vVersion() == null) {
            String message = "The host " + name + " has no virt-v2v, so it cannot list or convert machines.";
            return Optional.of(problems.stream()
                    .findFirst()
                    .map(problem -> problem.code() == FailureCode.TOOL_MISSING
                            ? new Failure(problem.code(), message, problem.remedy(), problem.detail())
                            : problem)
                    .orElseGet(() -> Failure.of(FailureCode.TOOL_MISSING, message)));
        }
        return problems.stream().findFirst();
    }
}
