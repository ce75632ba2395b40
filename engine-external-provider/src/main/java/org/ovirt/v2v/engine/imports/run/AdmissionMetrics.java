package org.ovirt.v2v.engine.imports.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long it takes to decide what of the queue starts where, and what the rest waits for; not to store it. */
@ApplicationScoped
public class AdmissionMetrics {
    private static final double LATE = 0.99;

    private final Timer decisions;

    public AdmissionMetrics(MeterRegistry registry) {
        this.decisions = Timer.builder("v2v.admission")
                .description("Looks at the queue: what starts where, and what the rest waits for")
                .publishPercentiles(LATE)
                .register(registry);
    }

    void decided(Duration time) {
        decisions.record(time);
    }
}
