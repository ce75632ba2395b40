package org.ovirt.v2v.engine;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;

/** What an engine under test needs: folders, certificates, a password, and a real PostgreSQL if the build asks for it. */
public final class EngineEnvironment implements QuarkusTestResourceLifecycleManager {
    public static final String PASSWORD = "initial-Passw0rd";

    /** Settings that name the files of a proxy host that the engine believes. */
    public static final String HOST_CERTIFICATE = "testbed.host.certificate";

    public static final String HOST_KEY = "testbed.host.key";

    private static final String DATABASE = System.getProperty("testbed.database", "h2");

    /** Argument: for how many days the certificates are valid. */
    public static final String DAYS = "days";

    private Optional<Integer> days = Optional.empty();
    private TestingFolder folder;
    private TestingPki pki;
    private TestingPostgres postgres;

    @Override
    public void init(Map<String, String> arguments) {
        days = Optional.ofNullable(arguments.get(DAYS)).map(Integer::valueOf);
    }

    @Override
    public Map<String, String> start() {
        folder = TestingFolder.create("engine");
        pki = days.map(TestingPki::validFor).orElseGet(TestingPki::create);
        Map<String, String> settings = new HashMap<>();
        settings.put("v2v.home", folder.resolve("home").toString());
        settings.put("v2v.runtime-dir", folder.resolve("run").toString());
        // the testbed's sources are on this machine
        settings.put("v2v.providers.local-addresses", "127.0.0.1,::1");
        settings.put("v2v.pki.ca", pki.authority().toString());
        settings.put("v2v.pki.certificate", pki.engineClient().certificate().toString());
        settings.put("v2v.pki.key", pki.engineClient().key().toString());
        settings.put(HOST_CERTIFICATE, pki.host().certificate().toString());
        settings.put(HOST_KEY, pki.host().key().toString());
        settings.put("v2v.web.certificate", pki.engineWeb().certificate().toString());
        settings.put("v2v.web.key", pki.engineWeb().key().toString());
        settings.put("v2v.admin.password-file", passwordFile());
        settings.put("quarkus.http.test-ssl-port", String.valueOf(FreePort.find()));
        if (DATABASE.equals("postgresql")) {
            postgres = TestingPostgres.start();
            settings.put("v2v.database.url", postgres.jdbcUrl());
            settings.put("v2v.database.username", TestingPostgres.USER);
            settings.put("v2v.database.password", TestingPostgres.PASSWORD);
        }
        return settings;
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (pki != null) {
            pki.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    private String passwordFile() {
        try {
            return Files.writeString(folder.resolve("password"), PASSWORD + "\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
