package org.ovirt.v2v.engine.imports.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.host.HostReadiness;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.imports.ImportPlacement;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportTarget;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.RestingHosts;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * One look at the queue: on which proxy host each import starts, or what it waits for. Of the hosts that could convert it the one
 * with the most free slots is chosen; of those the one that has started the fewest. The one on which its last attempt failed is
 * left to others as long as another one can convert it, or is full only: a host that fails all in a second has free slots always.
 */
final class AdmissionRound {
    private final List<ProxyHost> hosts;
    private final BiFunction<ProxyHost, HostReadiness.Domain, HostReadiness.State> readiness;
    private final ImportLimits limits;
    private final RestingHosts resting;
    private final Map<UUID, Long> starts;

    /** What imports of the same kind wait for; slots only become fewer during a round. */
    private final Map<Kind, Decision.Wait> waits = new HashMap<>();

    /** Bytes that were free when one of a kind lacked space; a smaller machine may find some. It only becomes less. */
    private final Map<Kind, Long> shortOfSpace = new HashMap<>();

    private record Kind(UUID dataCenter, UUID provider, HostReadiness.Domain domain, ImportPlacement placement) {}

    /** What becomes of a queued import. */
    sealed interface Decision {
        record Start(NamedId host) implements Decision {}

        record Wait(WaitReason reason, String text) implements Decision {}

        record Fail(Failure reason) implements Decision {}
    }

    /** A proxy host that has a free slot. */
    private record Candidate(ProxyHost host, HostReadiness.State state, long free) {
        boolean is(HostReadiness.State.Kind kind) {
            return state.kind() == kind;
        }
    }

    /**
     * Begins a round.
     *
     * @param hosts all proxy hosts
     * @param limits counted on as imports start
     * @param resting told of imports that start
     * @param starts how many each has started, by id; counted on
     */
    AdmissionRound(
            List<ProxyHost> hosts,
            BiFunction<ProxyHost, HostReadiness.Domain, HostReadiness.State> readiness,
            ImportLimits limits,
            RestingHosts resting,
            Map<UUID, Long> starts) {
        this.hosts = hosts;
        this.readiness = readiness;
        this.limits = limits;
        this.resting = resting;
        this.starts = starts;
    }

    Decision decide(ImportSnapshot queued) {
        Optional<Decision.Wait> hindrance = limits.hindrance(queued);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Kind kind = kind(queued);
        Decision decision = Optional.<Decision>ofNullable(waits.get(kind))
                .or(() -> Optional.ofNullable(shortOfSpace.get(kind)).flatMap(free -> limits.lackOfSpace(queued, free)))
                .orElseGet(() -> decide(queued, kind));
        if (decision instanceof Decision.Start start) {
            limits.started(queued, start.host().id());
            resting.tries(queued, start.host().id());
            starts.merge(start.host().id(), 1L, Long::sum);
        } else if (decision instanceof Decision.Wait wait && wait.reason() != WaitReason.STORAGE_DOMAIN_SPACE) {
            waits.put(kind, wait);
        }
        return decision;
    }

    private static Kind kind(ImportSnapshot queued) {
        ImportTarget target = queued.target();
        HostReadiness.Domain domain = new HostReadiness.Domain(
                target.storageDomain().id(), target.storageDomain().name(), target.domainPath());
        ImportPlacement placement = queued.placement();
        // where it was checked does not matter unless it is bound to that host, or has failed there
        boolean hostMatters = placement.fixed() || hasFailedBefore(queued);
        return new Kind(
                target.dataCenter().id(),
                queued.source().provider().id(),
                domain,
                hostMatters ? placement : new ImportPlacement(null, false, placement.passedOver()));
    }

    /** Its last attempt has ended, since somebody asked for it last: its host is the one of that attempt. */
    private static boolean hasFailedBefore(ImportSnapshot queued) {
        return queued.lastFailure().isPresent();
    }

    private static boolean isWhereItFailed(ImportSnapshot queued, ProxyHost host) {
        return hasFailedBefore(queued)
                && !queued.placement().fixed()
                && host.id().equals(queued.host().id());
    }

    private Decision decide(ImportSnapshot queued, Kind kind) {
        List<ProxyHost> inDataCenter = hosts.stream()
                .filter(host -> host.dataCenter().id().equals(kind.dataCenter()))
                .toList();
        List<ProxyHost> allowed = inDataCenter.stream()
                .filter(host -> queued.placement().allows(host.id()))
                .toList();
        if (allowed.isEmpty()) {
            return nobody(queued, inDataCenter.isEmpty());
        }
        List<ProxyHost> available = allowed.stream()
                .filter(host -> resting.mayTry(kind.provider(), host.id()))
                .toList();
        if (available.isEmpty()) {
            boolean sourceIsAway = allowed.stream().allMatch(host -> resting.isUnreached(kind.provider(), host.id()));
            String why = sourceIsAway
                    ? "the source " + queued.source().provider().name() + " does not answer"
                    : "the proxy hosts that could convert it have no room for it, or fail what is to begin there";
            return new Decision.Wait(
                    WaitReason.PROXY_HOST, "Waiting: " + why + "; one import tries again now and then");
        }
        // a host that is full is not asked about the domain
        List<Candidate> free = available.stream()
                .filter(host -> limits.free(host) > 0)
                .map(host -> new Candidate(host, readiness.apply(host, kind.domain()), limits.free(host)))
                .toList();
        if (free.isEmpty()) {
            return new Decision.Wait(WaitReason.PROXY_HOST_SLOT, full(available));
        }
        if (free.stream().anyMatch(each -> each.is(HostReadiness.State.Kind.ASKED))) {
            return new Decision.Wait(
                    WaitReason.PROXY_HOST_ANSWER,
                    "Waiting: asking " + names(free) + " whether it could be converted there");
        }
        boolean othersAreFull = free.size() < available.size();
        return free.stream()
                .filter(each -> each.is(HostReadiness.State.Kind.READY))
                .min(Comparator.comparing((Candidate each) -> isWhereItFailed(queued, each.host()))
                        .thenComparing(each -> -each.free())
                        .thenComparing(each -> starts.getOrDefault(each.host().id(), 0L))
                        .thenComparing(each -> each.host().name()))
                .map(each -> startIfThereIsSpace(queued, kind, each))
                .orElseGet(() -> noneReady(free, othersAreFull));
    }

    private Decision startIfThereIsSpace(ImportSnapshot queued, Kind kind, Candidate chosen) {
        Optional<Decision.Wait> lack = limits.lackOfSpace(queued, chosen.state().free());
        if (lack.isPresent()) {
            shortOfSpace.put(kind, chosen.state().free());
            return lack.get();
        }
        return new Decision.Start(new NamedId(chosen.host().id(), chosen.host().name()));
    }

    private static Decision nobody(ImportSnapshot queued, boolean noHosts) {
        if (queued.placement().fixed()) {
            return new Decision.Wait(
                    WaitReason.PROXY_HOST,
                    "Waiting: the proxy host " + queued.host().name() + " is not there any more");
        }
        if (noHosts) {
            return new Decision.Wait(
                    WaitReason.PROXY_HOST,
                    "Waiting: the data center " + queued.target().dataCenter().name() + " has no proxy host any more");
        }
        return new Decision.Fail(queued.lastFailure()
                .orElseGet(() -> Failure.of(FailureCode.HOST_UNREACHABLE, "No proxy host can convert it.")));
    }

    private String full(List<ProxyHost> hosts) {
        long running =
                hosts.stream().mapToLong(host -> limits.running(host.id())).sum();
        long slots =
                hosts.stream().mapToLong(host -> limits.slots(host).orElse(0)).sum();
        String who = hosts.size() == 1
                ? "the proxy host " + hosts.get(0).name() + " runs "
                : "all " + hosts.size() + " proxy hosts run ";
        return "Waiting: " + who + running + " of " + slots + " conversions";
    }

    private static Decision noneReady(List<Candidate> free, boolean othersAreFull) {
        String reasons = free.stream()
                .map(each -> each.host().name() + ": " + reason(each.state()))
                .collect(Collectors.joining(" "));
        return othersAreFull
                ? new Decision.Wait(
                        WaitReason.PROXY_HOST_SLOT,
                        "Waiting: the proxy hosts that could convert it run as many conversions as they may. "
                                + reasons)
                : new Decision.Wait(
                        WaitReason.PROXY_HOST, "Waiting: no proxy host can convert it at present. " + reasons);
    }

    private static String reason(HostReadiness.State state) {
        return state.reason().map(Failure::message).orElse("It does not answer.");
    }

    private static String names(List<Candidate> some) {
        return some.stream().map(each -> each.host().name()).sorted().collect(Collectors.joining(", "));
    }
}
