package org.ovirt.v2v.engine.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.HandOver;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether proxy hosts could convert into an export domain right now, as far as is known without waiting. What is not known, or
 * about to be out of date, is asked meanwhile, and whoever listens is told when an answer has come.
 */
@ApplicationScoped
public class HostReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(HostReadiness.class);

    /** For how long an answer holds; after half of that it is asked for again. */
    private static final Duration HOLDS = Duration.ofSeconds(10);

    /** For how long a first answer is worth waiting for. A host that is well needs less. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** After which an answer that nobody wanted again is forgotten. */
    private static final Duration UNWANTED = Duration.ofMinutes(10);

    private final HostMonitor monitor;
    private final HostGateway gateway;
    private final Executor executor;
    private final Clock clock;
    private final ConcurrentMap<Question, Answer> answers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Question, Instant> asked = new ConcurrentHashMap<>();
    private final Cache<HostAddress, Long> conversions =
            Caffeine.newBuilder().expireAfterAccess(UNWANTED).build();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** About the host itself, or about an export domain on it. */
    private record Question(HostAddress agent, Optional<Domain> domain) {}

    /**
     * An export domain as a host has it.
     *
     * @param path where it is mounted
     */
    public record Domain(UUID id, String name, String path) {}

    /**
     * What a host has said.
     *
     * @param free bytes in the domain; 0 if the question is about the host itself
     * @param asked when it was asked: of two answers that to the later question holds, whichever comes first
     * @param told when it has answered, or was given up: from then on the answer holds
     */
    private record Answer(Optional<Failure> hindrance, long free, Instant asked, Instant told) {
        /** One that was asked for in times to come, since the clock was set back meanwhile, is the earlier one. */
        Answer orLater(Answer other, Instant now) {
            return other.asked().isAfter(asked) || asked.isAfter(now) ? other : this;
        }

        Answer toldAt(Instant time) {
            return new Answer(hindrance, free, asked, time);
        }
    }

    /**
     * What is known of a host.
     *
     * @param reason why it cannot convert; only if it is unready
     * @param free bytes in the export domain; 0 unless it is ready
     */
    public record State(Kind kind, Optional<Failure> reason, long free) {
        /** Whether a host can convert. */
        public enum Kind {
            READY,
            UNREADY,
            /** It has been asked only just now; its answer is worth waiting for. */
            ASKED,
            /** It has been asked, and has not answered for a while. */
            SILENT
        }

        public static State ready(long free) {
            return new State(Kind.READY, Optional.empty(), free);
        }

        public static State unready(Failure reason) {
            return new State(Kind.UNREADY, Optional.of(reason), 0);
        }

        public static State unknown(boolean askedJustNow) {
            return new State(askedJustNow ? Kind.ASKED : Kind.SILENT, Optional.empty(), 0);
        }
    }

    @Inject
    public HostReadiness(HostMonitor monitor, HostGateway gateway, HostExecutor executor, Clock clock) {
        this(monitor, gateway, (Executor) executor, clock);
    }

    HostReadiness(HostMonitor monitor, HostGateway gateway, Executor executor, Clock clock) {
        this.monitor = monitor;
        this.gateway = gateway;
        this.executor = executor;
        this.clock = clock;
    }

    /** The listener is called on a thread that asks hosts: it must return at once. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** What this host has said does not hold any more. */
    public void forget(HostAddress agent) {
        answers.keySet().removeIf(question -> question.agent().equals(agent));
    }

    /** How many conversions the host has room for at a time, as it has said last; empty if it has not been asked of late. */
    public OptionalLong conversions(ProxyHost host) {
        Long known = conversions.getIfPresent(host.agent());
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** Asks a host for an export domain, on the thread that calls; what it says is known from then on. */
    public ExportDomainInfo open(ProxyHost host, Domain domain) {
        Instant now = clock.instant();
        ExportDomainInfo opened = gateway.openExportDomain(host.agent(), params(domain));
        Question question = new Question(host.agent(), Optional.of(domain));
        remember(question, answerOf(question, now, asked -> opened(host, domain, opened, asked)));
        return opened;
    }

    /** Never waits. */
    public State of(ProxyHost host, Domain domain) {
        HostAddress agent = host.agent();
        Question itself = new Question(agent, Optional.empty());
        // as others were told of late
        monitor.known(host).ifPresent(status -> remember(itself, able(host, status)));
        State able = state(itself, asked -> able(host, monitor.ask(host.name(), agent)), none -> State.ready(0));
        boolean wasUnable = Optional.ofNullable(answers.get(itself))
                .flatMap(Answer::hindrance)
                .isPresent();
        if (wasUnable) {
            return able;
        }
        // at the same time: whoever waits for both answers waits for the later one only
        State opened = state(
                new Question(agent, Optional.of(domain)),
                asked -> opened(host, domain, gateway.openExportDomain(agent, params(domain)), asked),
                State::ready);
        return able.kind() == State.Kind.READY ? opened : able;
    }

    /**
     * The answer to a question as far as it is known.
     *
     * @param ready what follows if it is well, given the bytes that are free
     */
    private State state(Question question, Function<Instant, Answer> asking, LongFunction<State> ready) {
        Instant now = clock.instant();
        Optional<Answer> known = Optional.ofNullable(answers.get(question))
                .filter(answer -> Recency.isWithin(answer.told(), HOLDS, now));
        if (known.filter(answer -> Recency.isWithin(answer.told(), HOLDS.dividedBy(2), now))
                .isEmpty()) {
            ask(question, asking, now);
        }
        return known.map(answer -> answer.hindrance().map(State::unready).orElseGet(() -> ready.apply(answer.free())))
                .orElseGet(() -> State.unknown(Optional.ofNullable(asked.get(question))
                        .orElse(now)
                        .plus(PATIENCE)
                        .isAfter(now)));
    }

    private void ask(Question question, Function<Instant, Answer> asking, Instant now) {
        if (asked.putIfAbsent(question, now) == null) {
            HandOver.to(executor, () -> getAnswer(question, asking), () -> asked.remove(question));
        }
    }

    private void getAnswer(Question question, Function<Instant, Answer> asking) {
        try {
            Answer answer = answerOf(question, clock.instant(), asking);
            answers.values().removeIf(old -> old.told().plus(UNWANTED).isBefore(answer.told()));
            remember(question, answer);
        } finally {
            asked.remove(question);
        }
        listeners.forEach(Runnable::run);
    }

    private void remember(Question question, Answer answer) {
        Instant now = clock.instant();
        answers.merge(question, answer, (known, other) -> known.orLater(other, now));
    }

    private Answer answerOf(Question question, Instant asked, Function<Instant, Answer> asking) {
        try {
            return asking.apply(asked).toldAt(clock.instant());
        } catch (FailureException e) {
            return new Answer(Optional.of(e.failure()), 0, asked, clock.instant());
        } catch (RuntimeException e) {
            LOG.error("The proxy host at {} could not be asked", question.agent(), e);
            Failure own = Failure.of(FailureCode.INTERNAL, "The engine could not ask the proxy host: " + e);
            return new Answer(Optional.of(own), 0, asked, clock.instant());
        }
    }

    private Answer able(ProxyHost host, HostStatus status) {
        Optional<Failure> hindrance = status.hindrance(host.name());
        if (hindrance.isEmpty()) {
            conversions.put(host.agent(), (long) status.conversions());
        }
        return new Answer(hindrance, 0, status.checkedAt(), status.checkedAt());
    }

    private static Answer opened(ProxyHost host, Domain domain, ExportDomainInfo opened, Instant asked) {
        if (!opened.id().equals(domain.id())) {
            throw new FailureException(
                    FailureCode.DOMAIN_INVALID,
                    "The proxy host " + host.name() + " has another export domain (" + opened.id() + ") mounted at "
                            + opened.path() + " than " + domain.name() + " (" + domain.id() + ").");
        }
        return new Answer(Optional.empty(), opened.free(), asked, asked);
    }

    private static ExportDomainParams params(Domain domain) {
        return new ExportDomainParams(domain.path(), null, null);
    }
}
