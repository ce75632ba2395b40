package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ovirt.v2v.engine.config.EngineConfig;

/** How much each client asks of this engine, so that none takes all of it. */
@ApplicationScoped
public class ClientLimits {
    /** What a client has not used in so many seconds it may use at once. */
    private static final int BURST_SECONDS = 10;

    private static final int SWEPT_FROM = 1_000;
    private static final Duration SWEPT_EACH = Duration.ofSeconds(1);

    private final EngineConfig.Clients settings;
    private final Clock clock;
    private final Map<String, Usage> usages = new ConcurrentHashMap<>();
    private volatile Instant swept = Instant.EPOCH;

    @Inject
    public ClientLimits(EngineConfig config, Clock clock) {
        this(config.clients(), clock);
    }

    ClientLimits(EngineConfig.Clients settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A place that a client takes until it gives it back; to give it back twice does nothing. */
    public static final class Place {
        private final AtomicBoolean taken = new AtomicBoolean(true);
        private final Runnable back;

        private Place(Runnable back) {
            this.back = back;
        }

        public void giveBack() {
            if (taken.getAndSet(false)) {
                back.run();
            }
        }
    }

    /** A place for a request; empty if there are too many of the client's. */
    public Optional<Place> request(String client) {
        Instant now = clock.instant();
        forgetIdle(now);
        Usage usage = usages.compute(client, (key, known) -> known == null ? new Usage(now) : known.wanted());
        return usage.request(now) ? Optional.of(new Place(usage::requestEnded)) : Optional.empty();
    }

    /** A place for a stream; empty if there are too many of the client's. */
    public Optional<Place> stream(String client) {
        Usage usage =
                usages.compute(client, (key, known) -> known == null ? new Usage(clock.instant()) : known.wanted());
        return usage.stream() ? Optional.of(new Place(usage::streamEnded)) : Optional.empty();
    }

    /** How many clients are remembered. */
    int size() {
        return usages.size();
    }

    private void forgetIdle(Instant now) {
        if (usages.size() > SWEPT_FROM && swept.plus(SWEPT_EACH).isBefore(now)) {
            swept = now;
            usages.keySet()
                    .forEach(client ->
                            usages.computeIfPresent(client, (key, usage) -> usage.isIdle(now) ? null : usage));
        }
    }

    /** What one client has under way. */
    private final class Usage {
        private int requests;
        private int streams;
        /** Somebody is about to count with it. */
        private boolean wanted = true;

        private double allowed = mostAllowed();
        private Instant counted;

        Usage(Instant now) {
            this.counted = now;
        }

        synchronized Usage wanted() {
            wanted = true;
            return this;
        }

        synchronized boolean request(Instant now) {
            wanted = false;
            count(now);
            if (requests >= settings.simultaneousRequests() || allowed < 1) {
                return false;
            }
            allowed--;
            requests++;
            return true;
        }

        synchronized boolean stream() {
            wanted = false;
            if (streams >= settings.streams()) {
                return false;
            }
            streams++;
            return true;
        }

        synchronized void requestEnded() {
            requests--;
        }

        synchronized void streamEnded() {
            streams--;
        }

        private void count(Instant now) {
            double seconds = Math.max(0, Duration.between(counted, now).toNanos() / 1e9);
            allowed = Math.min(mostAllowed(), allowed + seconds * settings.requestsPerSecond());
            counted = now;
        }

        private double mostAllowed() {
            return (double) settings.requestsPerSecond() * BURST_SECONDS;
        }

        /** Whether it says no more than nothing would. */
        synchronized boolean isIdle(Instant now) {
            count(now);
            return !wanted && requests == 0 && streams == 0 && allowed >= mostAllowed();
        }
    }
}
