package org.ovirt.v2v.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ovirt.v2v.agent.host.HostInspection;
import org.ovirt.v2v.agent.host.KvmProbe;
import org.ovirt.v2v.agent.rpc.stomp.ServerTls;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** Looks at everything that the agent needs, without changing anything but its state folder, and says what is wrong. */
final class SelfCheck {
    private static final int FAILED = 1;

    private final AgentConfig config;

    SelfCheck(AgentConfig config) {
        this.config = config;
    }

    /** Prints one line for each problem, with what helps, and returns the exit code. */
    int run(PrintStream out) {
        List<String> problems = new ArrayList<>();
        checkTls(problems);
        checkFolder("agent.state-dir", config.stateDir(), problems);
        checkFolder("agent.v2v.temp-dir", config.v2v().tempDir(), problems);
        checkPort(problems, out);
        checkTools(problems, out);
        problems.forEach(problem -> out.println("PROBLEM " + problem));
        if (problems.isEmpty()) {
            out.println("Nothing is wrong.");
        }
        return problems.isEmpty() ? 0 : FAILED;
    }

    private void checkTls(List<String> problems) {
        try {
            ServerTls.create(config.tls());
            Set<PosixFilePermission> rights =
                    Files.getPosixFilePermissions(config.tls().key());
            if (rights.contains(PosixFilePermission.OTHERS_READ)) {
                problems.add("Everyone can read the private key " + config.tls().key() + "; run: chmod 600 "
                        + config.tls().key());
            }
        } catch (StartupException | IOException e) {
            problems.add(e.getMessage());
        }
    }

    private static void checkFolder(String setting, Path folder, List<String> problems) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            problems.add(folder + " (" + setting + ") cannot be made: " + e + "; correct the setting");
            return;
        }
        if (!Files.isWritable(folder)) {
            problems.add(folder + " (" + setting + ") is not writable; correct the setting or the folder's rights");
        }
    }

    private void checkPort(List<String> problems, PrintStream out) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.address(), config.port()));
        } catch (IOException e) {
            if (agentRuns()) {
                out.println("an agent is running with these settings");
                return;
            }
            problems.add("Cannot listen on " + config.address() + " port " + config.port() + ": " + e.getMessage()
                    + "; stop what uses the port, or correct agent.port and agent.address");
        }
    }

    private boolean agentRuns() {
        try {
            StateLock.take(config.stateDir()).close();
            return false;
        } catch (StartupException e) {
            return true;
        }
    }

    private void checkTools(List<String> problems, PrintStream out) {
        KvmProbe kvm = KvmProbe.create(config.stateDir(), config.v2v().tempDir());
        HostInspection inspection = new HostInspection(AgentVersion.current(), config, kvm);
        try {
            HostCapabilities found = inspection.capabilities();
            found.problems().forEach(failure -> problems.add(failure.text()));
            found.warnings().forEach(failure -> out.println("WARNING " + failure.text()));
            out.println("virt-v2v: " + (found.v2vVersion() == null ? "not installed" : found.v2vVersion()));
            out.println("conversions are emulated: " + (kvm.emulate(config.v2v().emulation()) ? "yes, slow" : "no"));
        } catch (FailureException e) {
            problems.add(e.failure().text());
        }
    }
}
