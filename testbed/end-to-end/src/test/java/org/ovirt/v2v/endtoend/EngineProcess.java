package org.ovirt.v2v.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingProcess;

/** The engine as it is shipped, in a process of its own. */
final class EngineProcess implements AutoCloseable {
    static final String ADMIN = "admin@internal";
    static final String ADMIN_PASSWORD = "adm1n: \"quoted\" & long";

    private static final Duration START_TIME_OUT = Duration.ofMinutes(2);

    private final TestingFolder folder;
    private final Path runtime;
    private final TestingProcess process;
    private final String base;
    private final String authority;

    private EngineProcess(TestingFolder folder, Path runtime, TestingProcess process, String base, String authority) {
        this.folder = folder;
        this.runtime = runtime;
        this.process = process;
        this.base = base;
        this.authority = authority;
    }

    /** With the embedded database. */
    static EngineProcess start(TestingPki pki) {
        return start(pki, Map.of());
    }

    /** With an empty database of this server. */
    static EngineProcess start(TestingPki pki, TestingPostgres postgres) {
        return start(
                pki,
                Map.of(
                        "v2v.database.url", postgres.createDatabase("engine"),
                        "v2v.database.username", TestingPostgres.USER,
                        "v2v.database.password", TestingPostgres.PASSWORD));
    }

    private static EngineProcess start(TestingPki pki, Map<String, String> settings) {
        TestingFolder folder = TestingFolder.create("engine");
        int port = FreePort.find();
        try {
            Path runtime = Files.createTempDirectory(Path.of("/dev/shm"), "v2v-engine-test.");
            Path password = Files.writeString(runtime.resolve("initial-password"), ADMIN_PASSWORD);
            Map<String, String> all = new TreeMap<>(Map.of(
                    "v2v.home", folder.resolve("home").toString(),
                    "v2v.runtime-dir", runtime.toString(),
                    "v2v.admin.password-file", password.toString(),
                    "v2v.pki.ca", pki.authority().toString(),
                    "v2v.pki.certificate", pki.engineClient().certificate().toString(),
                    "v2v.pki.key", pki.engineClient().key().toString(),
                    "v2v.web.certificate", pki.engineWeb().certificate().toString(),
                    "v2v.web.key", pki.engineWeb().key().toString(),
                    "quarkus.http.host", "127.0.0.1",
                    "quarkus.http.ssl-port", Integer.toString(port)));
            all.putAll(settings);
            Path file = Files.writeString(
                    runtime.resolve("engine.properties"),
                    all.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
            Files.createDirectory(folder.resolve("home"));
            TestingProcess process = TestingProcess.start(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-jar",
                            Repository.file("engine-external-provider/target/quarkus-app/quarkus-run.jar")
                                    .toString()),
                    Map.of("QUARKUS_CONFIG_LOCATIONS", file.toString()),
                    folder.resolve("engine.log"));
            String base = "https://localhost:" + port + "/ovirt-engine";
            String authority = Files.readString(pki.authority());
            Awaitility.await("the engine answers").atMost(START_TIME_OUT).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the engine has ended:\n" + process.log());
                }
                return EngineClient.answers(base, authority);
            });
            return new EngineProcess(folder, runtime, process, base, authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signed in as the administrator. */
    EngineClient client() {
        return EngineClient.signIn(base, authority, ADMIN, ADMIN_PASSWORD);
    }

    /** Database, keys and log. */
    Path folder() {
        return folder.path();
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
        TestingFolder.delete(runtime);
        folder.close();
    }
}
