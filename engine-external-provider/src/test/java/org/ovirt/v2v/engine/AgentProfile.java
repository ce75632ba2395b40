package org.ovirt.v2v.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** An engine as it is shipped, which speaks with real agents. */
public final class AgentProfile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineEnvironment.class));
    }
}
