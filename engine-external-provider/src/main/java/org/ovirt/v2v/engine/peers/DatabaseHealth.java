package org.ovirt.v2v.engine.peers;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows a monitoring system whether the database answers. Everybody may ask, as often as they like: it is not asked for that. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {
    private final Leases leases;

    public DatabaseHealth(Leases leases) {
        this.leases = leases;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("the database answers")
                .status(leases.hasBeatenLately())
                .build();
    }
}
