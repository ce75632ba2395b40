package org.ovirt.v2v.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovirt.v2v.engine.host.TestingAgent;

/**
 * An engine as it is shipped, threads and all, whose hosts are {@link TestingAgent}'s; its limits are soon reached, and every kept list
 * of machines is stale to it.
 */
public final class LimitsProfile implements QuarkusTestProfile {
    public static final int REQUESTS = 12;
    public static final Duration TOKEN_IDLE = Duration.ofSeconds(10);
    public static final Duration TOKEN_LIFE = Duration.ofSeconds(20);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "v2v.imports.simultaneous-requests", String.valueOf(REQUESTS),
                "v2v.imports.check-timeout", "60s",
                "v2v.inventory.fresh", "0s",
                "v2v.tokens.idle-time", TOKEN_IDLE.toString(),
                "v2v.tokens.life-time", TOKEN_LIFE.toString());
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineEnvironment.class));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingAgent.class);
    }
}
