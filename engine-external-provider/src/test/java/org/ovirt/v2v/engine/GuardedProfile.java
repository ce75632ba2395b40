package org.ovirt.v2v.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovirt.v2v.engine.host.TestingHostGateway;

/** An engine behind a proxy, where the share of each client is small and soon used up. */
public final class GuardedProfile implements QuarkusTestProfile {
    public static final int AT_A_TIME = 6;
    public static final int PER_SECOND = 4;
    public static final int STREAMS = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "v2v.web.trusted-proxies", "127.0.0.1,10.0.0.0/8",
                "v2v.providers.local-addresses", "127.0.0.2",
                "v2v.clients.simultaneous-requests", String.valueOf(AT_A_TIME),
                "v2v.clients.requests-per-second", String.valueOf(PER_SECOND),
                "v2v.clients.streams", String.valueOf(STREAMS));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingHostGateway.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineEnvironment.class));
    }
}
