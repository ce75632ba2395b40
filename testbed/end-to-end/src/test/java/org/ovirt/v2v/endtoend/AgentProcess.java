package org.ovirt.v2v.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
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
import org.ovirt.v2v.testbed.TestingProcess;

/** The agent as it is shipped, in a process of its own. */
final class AgentProcess implements AutoCloseable {
    private static final Duration START_TIME_OUT = Duration.ofMinutes(1);

    private final TestingFolder folder;
    private final Path secrets;
    private final int port;
    private TestingProcess process;

    private AgentProcess(TestingFolder folder, Path secrets, int port) {
        this.folder = folder;
        this.secrets = secrets;
        this.port = port;
    }

    static AgentProcess start(TestingPki pki) {
        return start(pki, Map.of());
    }

    /** With settings in addition to the usual ones, or instead of them. */
    static AgentProcess start(TestingPki pki, Map<String, String> settings) {
        TestingFolder folder = TestingFolder.create("agent");
        int port = FreePort.find();
        try {
            Path secrets = Files.createTempDirectory(Path.of("/dev/shm"), "v2v-agent-test.");
            TestingPki.Identity identity = pki.host();
            Map<String, String> all = new TreeMap<>(Map.of(
                    "agent.address", "127.0.0.1",
                    "agent.port", Integer.toString(port),
                    "agent.tls.certificate", identity.certificate().toString(),
                    "agent.tls.key", identity.key().toString(),
                    "agent.tls.ca", identity.authority().toString(),
                    "agent.state-dir", folder.resolve("state").toString(),
                    "agent.secrets-dir", secrets.toString(),
                    "agent.v2v.temp-dir",
                            Files.createDirectory(folder.resolve("tmp")).toString()));
            all.putAll(settings);
            Files.writeString(
                    folder.resolve("agent.properties"),
                    all.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
            AgentProcess agent = new AgentProcess(folder, secrets, port);
            agent.restart();
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again with the same folders. */
    void restart() {
        Path program = Repository.file("host-proxy-agent/target/agent/bin/ovirt-v2v-agent");
        process = TestingProcess.start(
                List.of(
                        program.toString(),
                        "--config",
                        folder.resolve("agent.properties").toString()),
                Map.of(),
                folder.resolve("agent.log"));
        Awaitility.await("the agent listens").atMost(START_TIME_OUT).until(this::listens);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the agent has ended:\n" + process.log());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As kill -9 does. */
    void kill() {
        process.kill();
    }

    int port() {
        return port;
    }

    /** Job folders, ssh keys, temporary files, log. */
    Path folder() {
        return folder.path();
    }

    Path stateFolder() {
        return folder.resolve("state");
    }

    /** The folder of a job. */
    Path jobFolder(String job) {
        return stateFolder().resolve("jobs").resolve(job);
    }

    /** Where it puts passwords; on tmpfs. */
    Path secrets() {
        return secrets;
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
        TestingFolder.delete(secrets);
        folder.close();
    }
}
