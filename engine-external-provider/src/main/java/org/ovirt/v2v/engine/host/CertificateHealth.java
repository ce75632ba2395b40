package org.ovirt.v2v.engine.host;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Shows a monitoring system for how many days each certificate is still valid; the engine is up whatever they are. */
@Wellness
@ApplicationScoped
public class CertificateHealth implements HealthCheck {
    private final CertificateWatch watch;

    public CertificateHealth(CertificateWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("days until certificates expire").up();
        watch.certificates().forEach(each -> response.withData(each.name(), watch.daysLeft(each)));
        return response.build();
    }
}
