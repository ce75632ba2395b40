package org.ovirt.v2v.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovirt.v2v.engine.host.TestingAgent;

/** An engine whose hosts are {@link TestingAgent}'s, and to which every kept list of machines is stale. */
public final class InventoryProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("v2v.inventory.fresh", "0s");
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
