package org.ovirt.v2v.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovirt.v2v.engine.host.TestingHostGateway;

/** An engine that also knows the users of an OpenID Connect provider and those of an oVirt engine. */
public final class ForeignUsersProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestingHostGateway.class);
    }

    /** So that requests can be told to come from elsewhere. */
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("v2v.web.trusted-proxies", "127.0.0.1");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(EngineEnvironment.class),
                new TestResourceEntry(OidcResource.class),
                new TestResourceEntry(OvirtSsoResource.class));
    }
}
