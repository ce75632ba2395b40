package org.ovirt.v2v.engine;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;
import org.ovirt.v2v.testbed.TestingOvirtSso;

/** The SSO service of an oVirt engine beside the engine under test. */
public final class OvirtSsoResource implements QuarkusTestResourceLifecycleManager {
    private Optional<TestingOvirtSso> sso = Optional.empty();

    @Override
    public Map<String, String> start() {
        TestingOvirtSso started = TestingOvirtSso.start();
        sso = Optional.of(started);
        return started.settings();
    }

    @Override
    public void stop() {
        sso.ifPresent(TestingOvirtSso::close);
    }
}
