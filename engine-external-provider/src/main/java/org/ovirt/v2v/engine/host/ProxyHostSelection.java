package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Finds the proxy host to speak to a source through. */
@ApplicationScoped
public class ProxyHostSelection {
    private final ProxyHostRepository hosts;
    private final HostMonitor monitor;

    public ProxyHostSelection(ProxyHostRepository hosts, HostMonitor monitor) {
        this.hosts = hosts;
        this.monitor = monitor;
    }

    /**
     * The wanted host, or any able one of the data center if none is wanted; a host without problems comes before one that
     * has some, and one that hangs is not waited for. Throws {@link FailureException} with the reason if the wanted host, or every host, cannot be reached or has
     * no virt-v2v.
     *
     * @param wanted the host that the request names, or the provider's
     */
    public ProxyHost select(DataCenter dataCenter, Optional<ProxyHost> wanted) {
        return wanted.isPresent() ? checked(dataCenter, wanted.get()) : any(dataCenter, found -> true);
    }

    /**
     * As {@link #select}, for a conversion: a host that lacks what every conversion needs is taken only if none has it and no other
     * one is away, which may have it.
     */
    public ProxyHost selectToConvert(DataCenter dataCenter, Optional<ProxyHost> wanted) {
        return wanted.isPresent() ? checked(dataCenter, wanted.get()) : any(dataCenter, Candidate::mayConvert);
    }

    /** Refuses a host of another data center. */
    public static void requireSameDataCenter(String field, ProxyHost host, DataCenter dataCenter) {
        if (!host.dataCenter().id().equals(dataCenter.id())) {
            throw new InvalidFieldException(
                    field,
                    "The proxy host " + host.name() + " belongs to the data center "
                            + host.dataCenter().name() + ", not to " + dataCenter.name() + ".");
        }
    }

    private ProxyHost checked(DataCenter dataCenter, ProxyHost host) {
        requireSameDataCenter("host", host, dataCenter);
        HostStatus status = monitor.status(host);
        if (!status.hasTool()) {
            throw new FailureException(status.failure().orElseThrow());
        }
        return host;
    }

    private ProxyHost any(DataCenter dataCenter, Predicate<Candidate> isEnough) {
        List<Candidate> candidates = candidates(dataCenter);
        if (candidates.isEmpty()) {
            throw new FailureException(new Failure(
                    FailureCode.HOST_UNREACHABLE,
                    "The data center " + dataCenter.name() + " has no proxy host.",
                    "Add a proxy host to one of its clusters.",
                    null));
        }
        List<Candidate> enough = candidates.stream().filter(isEnough).toList();
        return best(enough)
                .or(() -> best(candidates).filter(found -> candidates.stream().noneMatch(Candidate::isAway)))
                .map(Candidate::host)
                .orElseThrow(() -> noneAble(dataCenter, candidates));
    }

    private List<Candidate> candidates(DataCenter dataCenter) {
        List<ProxyHost> inDataCenter = hosts.list().stream()
                .filter(host -> host.dataCenter().id().equals(dataCenter.id()))
                .toList();
        return monitor.promptStatuses(inDataCenter).entrySet().stream()
                .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
                .sorted((left, right) ->
                        left.host().name().compareTo(right.host().name()))
                .toList();
    }

    private static Optional<Candidate> best(List<Candidate> candidates) {
        return first(candidates, HostStatus.State.UP).or(() -> first(candidates, HostStatus.State.NON_OPERATIONAL));
    }

    private static Optional<Candidate> first(List<Candidate> candidates, HostStatus.State state) {
        return candidates.stream()
                .filter(candidate -> candidate.status().state() == state)
                .filter(candidate -> candidate.status().hasTool())
                .findFirst();
    }

    private static FailureException noneAble(DataCenter dataCenter, List<Candidate> candidates) {
        List<Failure> failures = candidates.stream()
                .map(candidate -> candidate.status().failure().orElseThrow())
                .toList();
        // what passes by itself is waited for
        Failure first = failures.stream()
                .filter(each -> each.code().isTransient())
                .findFirst()
                .orElseGet(() -> failures.get(0));
        String reasons = candidates.stream()
                .map(candidate -> candidate.host().name() + ": "
                        + candidate.status().failure().orElseThrow().message())
                .collect(Collectors.joining(" "));
        return new FailureException(new Failure(
                first.code(),
                "No proxy host of the data center " + dataCenter.name() + " can be used. " + reasons,
                first.remedy(),
                first.detail()));
    }

    private record Candidate(ProxyHost host, HostStatus status) {
        /** Whether it may well answer soon. */
        boolean isAway() {
            return status.capabilities().isEmpty()
                    && status.failure()
                            .filter(reason -> reason.code().isTransient())
                            .isPresent();
        }

        /** Of temporary space there may be more when the import's turn has come. */
        boolean mayConvert() {
            return status.hindrance(host.name())
                    .filter(hindrance -> hindrance.code() != FailureCode.TEMPORARY_SPACE)
                    .isEmpty();
        }
    }
}
