package org.ovirt.v2v.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.imports.ImportLeftovers;

/** An engine with a real database and real HTTPS, whose hosts are {@link TestingAgent}'s; it compares notes with them often. */
public final class ImportProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "v2v.imports.poll-interval", "1s",
                "v2v.imports.first-retry", "100ms",
                "v2v.imports.per-host", "2",
                "v2v.imports.retries", "2",
                "v2v.imports.retry-pause", "300ms",
                "v2v.imports.host-away-after", "3s",
                "v2v.imports.progress-heart-beat", "1s");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineEnvironment.class));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingAgent.class, ImportLeftovers.class);
    }
}
