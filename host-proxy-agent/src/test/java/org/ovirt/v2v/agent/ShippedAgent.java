package org.ovirt.v2v.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.Repository;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki.Identity;
import org.ovirt.v2v.testbed.TestingProcess;

/** The agent as it is installed, {@code target/agent}, in a process of its own with Java options of its own. */
final class ShippedAgent implements AutoCloseable {
    private static final Duration START_TIME_OUT = Duration.ofMinutes(1);

    private final TestingFolder folder;
    private final Path secrets;
    private final int port = FreePort.find();
    private final TestingProcess process;

    private ShippedAgent(TestingFolder folder, Identity identity, Path virtV2v) throws IOException {
        this.folder = folder;
        // on tmpfs, and its own: the usual folder would stay behind
        this.secrets = Files.createTempDirectory(Path.of("/dev/shm"), "v2v-agent-bench.");
        Path settings = folder.resolve("agent.properties");
        Files.write(
                settings,
                List.of(
                        "agent.address=127.0.0.1",
                        "agent.port=" + port,
                        "agent.tls.certificate=" + identity.certificate(),
                        "agent.tls.key=" + identity.key(),
                        "agent.tls.ca=" + identity.authority(),
                        "agent.state-dir=" + folder.resolve("state"),
                        "agent.secrets-dir=" + secrets,
                        "agent.v2v.program=" + virtV2v,
                        "agent.v2v.emulation=ALWAYS",
                        "agent.v2v.temp-dir=" + Files.createDirectory(folder.resolve("tmp"))));
        this.process = TestingProcess.start(
                List.of(
                        Repository.file("host-proxy-agent/target/agent/bin/ovirt-v2v-agent")
                                .toString(),
                        "--config",
                        settings.toString()),
                Map.of(),
                folder.resolve("agent.log"));
        Awaitility.await("the agent listens").atMost(START_TIME_OUT).until(this::listens);
    }

    static ShippedAgent start(Identity identity, Path virtV2v) throws IOException {
        return new ShippedAgent(TestingFolder.create("agent"), identity, virtV2v);
    }

    int port() {
        return port;
    }

    /** The launcher replaces itself by Java, so this is the agent's own. */
    long pid() {
        return process.pid();
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
        TestingFolder.delete(secrets);
    }
}
