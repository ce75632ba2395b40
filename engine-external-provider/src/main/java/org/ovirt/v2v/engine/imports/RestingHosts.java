package org.ovirt.v2v.engine.imports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * On which proxy hosts imports rest, since others failed there when they were to begin: those of a source that did not answer, or all
 * after one that the host had no room for, or several failures in a row that were the host's own. Until one gets through, only one at a time finds out, after pauses that
 * grow: each would fail within seconds, and the whole queue with it. Every engine hears of all imports, so that each knows; what is
 * forgotten when it ends is found out anew.
 */
@ApplicationScoped
public class RestingHosts {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;

    private final Map<Way, Hold> holds = new ConcurrentHashMap<>();

    /** Of imports whose failure has been taken in, the job of the attempt that follows. */
    private final Cache<UUID, UUID> taken =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private final Optional<ImportBoard> board;
    private final Duration firstPause;
    private final Clock clock;

    /** Why imports fail on a host. */
    private enum Cause {
        SOURCE_AWAY(0),
        HOST_BUSY(0),
        /** A machine may be the reason why an agent stumbles once. */
        HOST_SICK(2);

        private final int tolerated;

        Cause(int tolerated) {
            this.tolerated = tolerated;
        }
    }

    /**
     * Where imports fail, and why.
     *
     * @param provider empty if it is the host's own fault, whatever the source
     */
    private record Way(UUID host, Cause cause, Optional<UUID> provider) {
        static Way toSource(UUID host, UUID provider) {
            return new Way(host, Cause.SOURCE_AWAY, Optional.of(provider));
        }

        static Way of(UUID host, Cause cause) {
            return new Way(host, cause, Optional.empty());
        }
    }

    /**
     * What keeps imports from a way.
     *
     * @param since when the first one failed
     * @param until when the next one may try
     * @param pause after which that was
     * @param tolerated how many more may fail before the others wait
     * @param probe the import that tries, or has tried last
     */
    private record Hold(Instant since, Instant until, Duration pause, int tolerated, Optional<UUID> probe) {
        static Hold first(Way way, Duration pause, Instant now) {
            int tolerated = way.cause().tolerated;
            return new Hold(now, tolerated == 0 ? now.plus(pause) : now, pause, tolerated, Optional.empty());
        }

        boolean isProbe(ImportSnapshot each) {
            return probe.filter(each.id()::equals).isPresent();
        }

        Hold probedBy(UUID id, Instant now) {
            return tolerated > 0 ? this : new Hold(since, now.plus(LONGEST), pause, 0, Optional.of(id));
        }

        Hold after(ImportSnapshot failed, Instant now) {
            if (tolerated > 0) {
                int left = tolerated - 1;
                return new Hold(since, left == 0 ? now.plus(pause) : now, pause, left, Optional.empty());
            }
            // the others had begun before it was known
            return isProbe(failed) ? failedAgain(now) : this;
        }

        private Hold failedAgain(Instant now) {
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
            return new Hold(since, now.plus(next), next, 0, Optional.empty());
        }

        /** The probe has ended, and has found out nothing. */
        Hold open(Instant now) {
            return new Hold(since, now, pause, 0, Optional.empty());
        }
    }

    @Inject
    public RestingHosts(ImportBoard board, ImportSettings settings, Clock clock) {
        this(Optional.of(board), settings.retryPause(), clock);
    }

    /** One that hears of imports only what it is told. */
    public RestingHosts(Duration firstPause, Clock clock) {
        this(Optional.empty(), firstPause, clock);
    }

    private RestingHosts(Optional<ImportBoard> board, Duration firstPause, Clock clock) {
        this.board = board;
        this.firstPause = firstPause;
        this.clock = clock;
    }

    @PostConstruct
    void listen() {
        board.ifPresent(each -> each.listen(this::heard));
    }

    /** Whether an import from this source may begin on this host now. */
    public boolean mayTry(UUID provider, UUID host) {
        Instant now = clock.instant();
        return ways(provider, host)
                .flatMap(way -> Optional.ofNullable(holds.get(way)).stream())
                .noneMatch(hold -> Recency.isPutOff(hold.until(), longestPause(), now));
    }

    private Duration longestPause() {
        return firstPause.compareTo(LONGEST) < 0 ? LONGEST : firstPause;
    }

    private static Stream<Way> ways(UUID provider, UUID host) {
        return Stream.of(Way.toSource(host, provider), Way.of(host, Cause.HOST_BUSY), Way.of(host, Cause.HOST_SICK));
    }

    /** Whether imports from this source did not reach it from some host, and none has got through there since. */
    public boolean isUnreached(UUID provider) {
        return holds.keySet().stream()
                .anyMatch(way -> way.provider().filter(provider::equals).isPresent());
    }

    /** Whether imports from this source did not reach it from this host, and none has got through there since. */
    public boolean isUnreached(UUID provider, UUID host) {
        return holds.containsKey(Way.toSource(host, provider));
    }

    /** The import begins on this host: if that is in doubt, the others wait for what it finds out. */
    public void tries(ImportSnapshot each, UUID host) {
        ways(each.source().provider().id(), host)
                .forEach(way -> holds.computeIfPresent(way, (key, hold) -> hold.probedBy(each.id(), clock.instant())));
    }

    /** Takes in how an import is now. */
    public void heard(ImportSnapshot changed) {
        if (changed.host() == null) {
            return;
        }
        UUID provider = changed.source().provider().id();
        UUID host = changed.host().id();
        Instant now = clock.instant();
        Optional<Way> failed = failed(changed, provider, host).filter(way -> isNews(changed));
        failed.ifPresent(way -> holds.compute(way, (key, known) -> Optional.ofNullable(known)
                .map(hold -> hold.after(changed, now))
                .orElseGet(() -> Hold.first(way, firstPause, now))));
        if (hasGotThrough(changed)) {
            ways(provider, host).forEach(way -> holds.entrySet()
                    .removeIf(each -> each.getKey().equals(way) && isAfter(changed, each.getValue(), now)));
        } else if (!changed.isOnHost()) {
            ways(provider, host)
                    .filter(way -> !failed.equals(Optional.of(way)))
                    .forEach(way ->
                            holds.computeIfPresent(way, (key, hold) -> hold.isProbe(changed) ? hold.open(now) : hold));
        }
    }

    /** What waits is heard of again whenever it changes, as by another priority; its attempt has failed only once. */
    private boolean isNews(ImportSnapshot failed) {
        UUID next = failed.jobId();
        return failed.state() != ImportState.QUEUED
                || !next.equals(taken.asMap().put(failed.id(), next));
    }

    /** Where its attempt has just failed, if it has, and others are likely to fail as well. */
    private static Optional<Way> failed(ImportSnapshot each, UUID provider, UUID host) {
        Optional<FailureCode> reason = each.lastFailure().map(Failure::code);
        if (reason.equals(Optional.of(FailureCode.SOURCE_UNREACHABLE))
                && hasEnded(each, Optional.of(WaitReason.START_TIME))) {
            return Optional.of(Way.toSource(host, provider));
        }
        if (!each.progress().isBeforeConversion()) {
            return Optional.empty();
        }
        if (reason.filter(RetryPolicy::hasNoRoom).isPresent() && hasEnded(each, Optional.of(WaitReason.START_TIME))) {
            return Optional.of(Way.of(host, Cause.HOST_BUSY));
        }
        boolean hostIsSick = reason.equals(Optional.of(FailureCode.INTERNAL)) && hasEnded(each, Optional.empty());
        return hostIsSick ? Optional.of(Way.of(host, Cause.HOST_SICK)) : Optional.empty();
    }

    /**
     * Whether an attempt of it has just ended.
     *
     * @param waitingFor what it waits for if the import goes on
     */
    private static boolean hasEnded(ImportSnapshot each, Optional<WaitReason> waitingFor) {
        return switch (each.state()) {
            case QUEUED -> each.waitingFor().equals(waitingFor);
            case FAILED -> each.times().started().isPresent();
            case VALIDATING, STARTING, CONVERTING, FINALIZING, SUCCEEDED, CANCELLED -> false;
        };
    }

    private static boolean hasGotThrough(ImportSnapshot each) {
        return switch (each.state()) {
            case CONVERTING -> !each.mayBegin();
            case FINALIZING, SUCCEEDED -> true;
            case VALIDATING, QUEUED, STARTING, FAILED, CANCELLED -> false;
        };
    }

    /**
     * What began before the source was away says nothing of now: a copy may go on that needs another part of it. A hold that begins
     * later than now was made before the clock was set back.
     */
    private static boolean isAfter(ImportSnapshot each, Hold hold, Instant now) {
        return hold.since().isAfter(now)
                || each.times().started().filter(hold.since()::isBefore).isPresent();
    }
}
