package org.ovirt.v2v.engine;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;

/** The folder and the certificates that an engine needs to start. */
public final class EngineFiles implements QuarkusTestResourceLifecycleManager {
    private TestingFolder home;
    private TestingPki pki;

    @Override
    public Map<String, String> start() {
        home = TestingFolder.create("engine");
        pki = TestingPki.create();
        return Map.of(
                "v2v.home", home.path().toString(),
                "v2v.web.certificate", pki.engineWeb().certificate().toString(),
                "v2v.web.key", pki.engineWeb().key().toString(),
                "v2v.pki.certificate", pki.engineClient().certificate().toString(),
                "v2v.pki.key", pki.engineClient().key().toString(),
                "v2v.pki.ca", pki.authority().toString());
    }

    @Override
    public void stop() {
        pki.close();
        home.close();
    }
}
