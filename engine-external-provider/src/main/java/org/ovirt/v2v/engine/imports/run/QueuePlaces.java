package org.ovirt.v2v.engine.imports.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTarget;
import org.ovirt.v2v.engine.imports.ImportTimes;

/**
 * Where imports stand in the queue, and when they are likely to begin. Every list of imports tells that, and to count thousands takes
 * longer than the list, so that what was counted serves others too.
 */
@ApplicationScoped
public class QueuePlaces {
    private static final Set<ImportState> SUCCEEDED = Set.of(ImportState.SUCCEEDED);

    /** How many imports that have succeeded tell how long the next ones take, and for how long they are thought to. */
    private static final int REMEMBERED = 100;

    private static final Duration FORECAST_HOLDS = Duration.ofMinutes(1);

    /** Of so many, places that were counted hold although imports move: in a long queue some always do. */
    private static final int MANY = 1_000;

    /** Time changes places too: that of what is to begin later, and the turns of owners whose imports have ended. */
    private static final Duration COUNTED_ANEW = Duration.ofSeconds(1);

    /** Of many; else counting them would be what every hundredth list waits for. */
    private static final Duration MANY_COUNTED_ANEW = Duration.ofSeconds(5);

    private final ImportBoard board;
    private final QueueOrder order;
    private final ImportRepository imports;
    private final QueuePause pause;
    private final Clock clock;

    /** The places as they were then. */
    private record Counted(long moves, Instant time, Map<UUID, QueuePlace> places) {
        private boolean holds(long moves, Instant now) {
            return places.size() < MANY
                    ? this.moves == moves && Recency.isWithin(time, COUNTED_ANEW, now)
                    : Recency.isWithin(time, MANY_COUNTED_ANEW, now);
        }
    }

    private record Forecast(QueueForecast forecast, Instant time) {}

    private volatile Optional<Counted> counted = Optional.empty();
    private volatile Optional<Forecast> forecast = Optional.empty();

    public QueuePlaces(ImportBoard board, QueueOrder order, ImportRepository imports, QueuePause pause, Clock clock) {
        this.board = board;
        this.order = order;
        this.imports = imports;
        this.pause = pause;
        this.clock = clock;
    }

    /** The place of each import in the queue; what is paused or to begin later has none. */
    public Map<UUID, QueuePlace> now() {
        long moves = board.moves();
        Instant now = clock.instant();
        Counted fresh =
                counted.filter(each -> each.holds(moves, now)).orElseGet(() -> new Counted(moves, now, count(now)));
        counted = Optional.of(fresh);
        return fresh.places();
    }

    private Map<UUID, QueuePlace> count(Instant now) {
        List<ImportSnapshot> queued = order.now();
        Map<UUID, Instant> begins = queued.isEmpty() || pause.find().isPresent()
                ? Map.of()
                : forecast(now).begins(queued, board.onHosts().toList(), now);
        Map<UUID, QueuePlace> places = new HashMap<>();
        queued.forEach(each ->
                places.put(each.id(), new QueuePlace(places.size() + 1, Optional.ofNullable(begins.get(each.id())))));
        return places;
    }

    private QueueForecast forecast(Instant now) {
        Forecast fresh = forecast.filter(each -> each.forecast().knowsEnough())
                .filter(each -> Recency.isWithin(each.time(), FORECAST_HOLDS, now))
                .orElseGet(() -> new Forecast(new QueueForecast(lately()), now));
        forecast = Optional.of(fresh);
        return fresh.forecast();
    }

    private List<QueueForecast.Past> lately() {
        return imports.page(SUCCEEDED, Optional.empty(), 0, REMEMBERED).stream()
                .map(Import::snapshot)
                .flatMap(each -> past(each.target(), each.times()).stream())
                .toList();
    }

    private static Optional<QueueForecast.Past> past(ImportTarget target, ImportTimes times) {
        return times.started()
                .map(started -> new QueueForecast.Past(
                        target.space(), Duration.between(started, times.ended().orElseThrow())));
    }
}
