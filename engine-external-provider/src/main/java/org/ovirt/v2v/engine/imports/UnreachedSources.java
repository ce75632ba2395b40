package org.ovirt.v2v.engine.imports;

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
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Which sources did not answer which proxy hosts when imports were to begin there. Until one gets through, only one at a time finds
 * out, after pauses that grow: each would fail within seconds, and the whole queue with it. Every engine hears of all imports, so
 * that each knows; what is forgotten when it ends is found out anew.
 */
@ApplicationScoped
public class UnreachedSources {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<Way, Hold> holds = new ConcurrentHashMap<>();
    private final Optional<ImportBoard> board;
    private final Duration firstPause;
    private final Clock clock;

    private record Way(UUID provider, UUID host) {
        static Way of(ImportSnapshot each) {
            return new Way(each.source().provider().id(), each.host().id());
        }
    }

    /**
     * What keeps imports from a way.
     *
     * @param since when the first one failed
     * @param until when the next one may try
     * @param pause after which that was
     * @param probe the import that tries, or has tried last
     */
    private record Hold(Instant since, Instant until, Duration pause, Optional<UUID> probe) {
        boolean isProbe(ImportSnapshot each) {
            return probe.filter(each.id()::equals).isPresent();
        }

        Hold probedBy(UUID id, Instant now) {
            return new Hold(since, now.plus(LONGEST), pause, Optional.of(id));
        }

        Hold failedAgain(Instant now) {
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
            return new Hold(since, now.plus(next), next, Optional.empty());
        }

        /** The probe has ended, and has found out nothing. */
        Hold open(Instant now) {
            return new Hold(since, now, pause, Optional.empty());
        }
    }

    @Inject
    public UnreachedSources(ImportBoard board, ImportSettings settings, Clock clock) {
        this(Optional.of(board), settings.retryPause(), clock);
    }

    /** One that hears of imports only what it is told. */
    public UnreachedSources(Duration firstPause, Clock clock) {
        this(Optional.empty(), firstPause, clock);
    }

    private UnreachedSources(Optional<ImportBoard> board, Duration firstPause, Clock clock) {
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
        return Optional.ofNullable(holds.get(new Way(provider, host)))
                .map(hold -> !clock.instant().isBefore(hold.until()))
                .orElse(true);
    }

    /** Whether imports from this source have failed on some host, and none has got through there since. */
    boolean isDoubtful(UUID provider) {
        return holds.keySet().stream().anyMatch(way -> way.provider().equals(provider));
    }

    /** The import begins on this host: if the source is in doubt there, the others wait for what it finds out. */
    public void tries(ImportSnapshot each, UUID host) {
        holds.computeIfPresent(
                new Way(each.source().provider().id(), host), (way, hold) -> hold.probedBy(each.id(), clock.instant()));
    }

    /** Takes in how an import is now. */
    public void heard(ImportSnapshot changed) {
        if (changed.host() == null) {
            return;
        }
        Way way = Way.of(changed);
        if (isUnreached(changed)) {
            holds.compute(way, (key, known) -> afterFailure(Optional.ofNullable(known), changed));
        } else if (hasGotThrough(changed)) {
            holds.entrySet().removeIf(each -> each.getKey().equals(way) && isAfter(changed, each.getValue()));
        } else if (!changed.isOnHost()) {
            holds.computeIfPresent(way, (key, known) -> known.isProbe(changed) ? known.open(clock.instant()) : known);
        }
    }

    private Hold afterFailure(Optional<Hold> known, ImportSnapshot failed) {
        Instant now = clock.instant();
        Hold hold = known.orElseGet(() -> new Hold(now, now.plus(firstPause), firstPause, Optional.empty()));
        // the others had begun before it was known
        return hold.isProbe(failed) ? hold.failedAgain(now) : hold;
    }

    /** Its attempt has just failed for that. */
    private static boolean isUnreached(ImportSnapshot each) {
        boolean ended =
                switch (each.state()) {
                    case QUEUED ->
                        each.waitingFor()
                                .filter(reason -> reason == WaitReason.START_TIME)
                                .isPresent();
                    case FAILED -> true;
                    case VALIDATING, STARTING, CONVERTING, FINALIZING, SUCCEEDED, CANCELLED -> false;
                };
        return ended
                && each.lastFailure()
                        .filter(reason -> reason.code() == FailureCode.SOURCE_UNREACHABLE)
                        .isPresent();
    }

    private static boolean hasGotThrough(ImportSnapshot each) {
        return switch (each.state()) {
            case CONVERTING -> !each.mayBegin();
            case FINALIZING, SUCCEEDED -> true;
            case VALIDATING, QUEUED, STARTING, FAILED, CANCELLED -> false;
        };
    }

    /** What began before the source was away says nothing of now: a copy may go on that needs another part of it. */
    private static boolean isAfter(ImportSnapshot each, Hold hold) {
        return each.times().started().filter(hold.since()::isBefore).isPresent();
    }
}
