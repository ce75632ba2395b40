package org.ovirt.v2v.engine.peers;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows a monitoring system an engine that answers but neither starts nor watches imports, as a copy of it does. */
@Readiness
@ApplicationScoped
public class TakingPartHealth implements HealthCheck {
    private final Leases leases;

    public TakingPartHealth(Leases leases) {
        this.leases = leases;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("this engine takes part")
                .status(leases.takesPart())
                .build();
    }
}
