package org.ovirt.v2v.engine;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;
import org.ovirt.v2v.testbed.TestingOidc;

/** An OpenID Connect provider beside the engine under test. */
public final class OidcResource implements QuarkusTestResourceLifecycleManager {
    private Optional<TestingOidc> provider = Optional.empty();

    @Override
    public Map<String, String> start() {
        TestingOidc started = TestingOidc.start();
        provider = Optional.of(started);
        return started.settings();
    }

    @Override
    public void stop() {
        provider.ifPresent(TestingOidc::close);
    }
}
