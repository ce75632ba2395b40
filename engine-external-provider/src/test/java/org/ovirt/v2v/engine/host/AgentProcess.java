package org.ovirt.v2v.engine.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingProcess;

/** The real agent, as it is shipped, in a process of its own. */
final class AgentProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);

    private final TestingFolder folder;
    private final int port = FreePort.find();
    private TestingProcess process;

    private AgentProcess(TestingFolder folder) {
        this.folder = folder;
    }

    static AgentProcess start(TestingPki.Identity identity) {
        AgentProcess agent = new AgentProcess(TestingFolder.create("agent"));
        try {
            Map<String, String> settings = Map.of(
                    "agent.address", "127.0.0.1",
                    "agent.port", Integer.toString(agent.port),
                    "agent.tls.certificate", identity.certificate().toString(),
                    "agent.tls.key", identity.key().toString(),
                    "agent.tls.ca", identity.authority().toString(),
                    "agent.state-dir", agent.folder.resolve("state").toString(),
                    "agent.v2v.temp-dir",
                            Files.createDirectory(agent.folder.resolve("tmp")).toString());
            Files.writeString(
                    agent.folder.resolve("agent.properties"),
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        agent.restart();
        return agent;
    }

    void restart() {
        process = TestingProcess.start(
                List.of(
                        Repository.file("host-proxy-agent/target/agent/bin/ovirt-v2v-agent")
                                .toString(),
                        "--config",
                        folder.resolve("agent.properties").toString()),
                Map.of(),
                folder.resolve("agent.log"));
        Awaitility.await("the agent listens").atMost(START).until(this::listens);
    }

    /** As kill -9 does. */
    void kill() {
        process.kill();
    }

    HostAddress address() {
        return new HostAddress("127.0.0.1", port);
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

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
