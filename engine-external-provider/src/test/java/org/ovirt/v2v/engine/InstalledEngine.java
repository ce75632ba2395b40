package org.ovirt.v2v.engine;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingProcess;

/** The engine as it is shipped, in a process of its own that can be stopped and started again with other settings. */
public final class InstalledEngine implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final TestingFolder folder = TestingFolder.create("engine");
    private final TestingPki pki = TestingPki.create();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int port = FreePort.find();
    private final List<Path> logs = new ArrayList<>();
    private TestingProcess process;

    public InstalledEngine() {
        settings.put("v2v.home", home().toString());
        settings.put("v2v.runtime-dir", folder.resolve("run").toString());
        settings.put("v2v.pki.ca", pki.authority().toString());
        settings.put("v2v.pki.certificate", pki.engineClient().certificate().toString());
        settings.put("v2v.pki.key", pki.engineClient().key().toString());
        settings.put("v2v.web.certificate", pki.engineWeb().certificate().toString());
        settings.put("v2v.web.key", pki.engineWeb().key().toString());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.ssl-port", String.valueOf(port));
    }

    public Path home() {
        return folder.resolve("home");
    }

    /** The folder for files that must not reach a disk. */
    public Path runtime() {
        return folder.resolve("run");
    }

    public int port() {
        return port;
    }

    /** Takes effect at the next start. */
    public void set(String setting, String value) {
        settings.put(setting, value);
    }

    public void start() {
        Path log = folder.resolve("engine-" + logs.size() + ".log");
        logs.add(log);
        List<String> command = Stream.concat(
                        Stream.of(Repository.file("engine-external-provider/target/engine/bin/ovirt-v2v-engine")
                                .toString()),
                        settings.entrySet().stream().map(entry -> "-D" + entry.getKey() + "=" + entry.getValue()))
                .toList();
        process = TestingProcess.start(command, Map.of(), log);
        await("the engine has started").atMost(START).until(this::hasStarted);
    }

    public void stop() {
        process.close();
    }

    /** As kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** What the engine has written in all of its lives. */
    public String log() {
        return logs.stream().map(InstalledEngine::read).collect(Collectors.joining());
    }

    private boolean hasStarted() {
        String log = read(logs.get(logs.size() - 1));
        if (!process.isAlive()) {
            throw new IllegalStateException("the engine has ended:\n" + log);
        }
        return log.contains("Listening on:");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        pki.close();
        folder.close();
    }
}
