package org.ovirt.v2v.engine.imports;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

/** Counts imports; no label names a machine, since there would be one time series for each. */
@ApplicationScoped
public class ImportMetrics {
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final ImportBoard board;
    private final ImportChanges changes;

    public ImportMetrics(MeterRegistry registry, ImportBoard board, ImportChanges changes) {
        this.registry = registry;
        this.board = board;
        this.changes = changes;
    }

    void onStart(@Observes StartupEvent event) {
        for (ImportState state : ImportState.values()) {
            if (state.isFinal()) {
                counter(state);
            }
        }
        gauge("v2v.imports.queued", "Imports that wait for their turn", each -> each.state() == ImportState.QUEUED);
        gauge(
                "v2v.imports.validating",
                "Imports that are still being checked",
                each -> each.state() == ImportState.VALIDATING);
        gauge("v2v.imports.active", "Imports that are under way on a proxy host", ImportSnapshot::isOnHost);
        changes.listen(this::ended);
    }

    private void ended(ImportSnapshot each) {
        counter(each.state()).increment();
        each.times().started().ifPresent(started -> Timer.builder("v2v.imports.duration")
                .description("From the start of a conversion to its end")
                .tag(OUTCOME, label(each.state()))
                .register(registry)
                .record(Duration.between(started, each.times().ended().orElseThrow())));
    }

    private Counter counter(ImportState outcome) {
        return Counter.builder("v2v.imports")
                .description("Imports that have ended")
                .tag(OUTCOME, label(outcome))
                .register(registry);
    }

    private void gauge(String name, String description, Predicate<ImportSnapshot> counted) {
        Gauge.builder(name, board, shown -> shown.active().stream()
                        .filter(counted)
                        .count())
                .description(description)
                .register(registry);
    }

    private static String label(ImportState outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
