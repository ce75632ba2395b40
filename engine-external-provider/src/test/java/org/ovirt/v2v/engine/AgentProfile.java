package org.ovirt.v2v.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** An engine as it is shipped, which speaks with real agents; an admin has asked for all that their client can log. */
public final class AgentProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.log.category.\"org.ovirt.vdsm\".level", "TRACE",
                "v2v.imports.retry-pause", "1s");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineEnvironment.class));
    }
}
