package org.ovirt.v2v.engine.imports;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.engine.EngineFiles;
import org.ovirt.v2v.engine.host.TestingAgent;

/** An engine with an empty H2 database in memory and agents in memory, which compares notes with them all the time. */
public class ImportTestProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        settings.put("v2v.database.url", "jdbc:h2:mem:imports-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.http.test-ssl-port", "0");
        settings.put("v2v.imports.poll-interval", "1s");
        settings.put("v2v.imports.first-retry", "100ms");
        settings.put("v2v.imports.per-host", "2");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineFiles.class));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingAgent.class);
    }
}
