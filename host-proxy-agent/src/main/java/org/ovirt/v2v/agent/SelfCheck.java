package org.ovirt.v2v.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.CertificateExpiry;
import org.ovirt.v2v.agent.host.HostInspection;
import org.ovirt.v2v.agent.host.KvmFinding;
import org.ovirt.v2v.agent.host.KvmTrial;
import org.ovirt.v2v.agent.rpc.stomp.TlsCheck;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.settings.AgentConfig.Emulation;
import org.ovirt.v2v.agent.unit.ConversionUnits;
import org.ovirt.v2v.agent.unit.UnitSettings;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** Looks at everything that the agent needs, without changing anything, and says what is wrong. */
final class SelfCheck {
    private static final int FAILED = 1;

    private final AgentConfig config;
    private final PrintStream out;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    SelfCheck(AgentConfig config, PrintStream out) {
        this.config = config;
        this.out = out;
    }

    /** A line for each problem: what, why, and what to do. */
    static void tell(PrintStream out, String problem) {
        out.println("PROBLEM " + problem);
    }

    /** Prints one line for each problem, with what helps, and returns the exit code. */
    int run() {
        problems.addAll(TlsCheck.problems(config.tls()));
        List<Failure> expired = new CertificateExpiry(config.tls()).expired();
        expired.forEach(failure -> problems.add(failure.text()));
        FolderCheck folders = new FolderCheck(config);
        problems.addAll(folders.problems());
        warnings.addAll(folders.warnings());
        checkPort();
        checkTools(expired);
        checkUnits();
        warnings.forEach(warning -> out.println("WARNING " + warning));
        problems.forEach(problem -> tell(out, problem));
        if (problems.isEmpty()) {
            out.println("Nothing is wrong.");
        }
        return problems.isEmpty() ? 0 : FAILED;
    }

    private void checkPort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.address(), config.port()));
        } catch (IOException e) {
            if (StateLock.isTaken(config.stateDir())) {
                out.println("an agent is running with these settings");
                return;
            }
            problems.add("Cannot listen on " + config.address() + " port " + config.port() + ": " + e.getMessage()
                    + "; stop what uses the port, or correct agent.port and agent.address");
        }
    }

    private void checkTools(List<Failure> expired) {
        Emulation emulation = config.v2v().emulation();
        KvmFinding kvm = emulation == Emulation.AUTO
                ? tryKvm()
                : new KvmFinding(KvmFinding.Verdict.FAILS, "agent.v2v.emulation is " + emulation);
        try {
            HostCapabilities found = new HostInspection(AgentVersion.current(), config, kvm).capabilities();
            found.problems().stream()
                    .filter(failure -> failure.code() != FailureCode.TEMPORARY_SPACE) // told with the other folders
                    .forEach(failure -> problems.add(failure.text()));
            found.warnings().stream()
                    .filter(warning -> !expired.contains(warning))
                    .forEach(warning -> warnings.add(warning.text()));
            out.println("virt-v2v: " + (found.v2vVersion() == null ? "not installed" : found.v2vVersion()));
        } catch (FailureException e) {
            problems.add(e.failure().text());
        }
        switch (emulation) {
            case ALWAYS, NEVER -> out.println("KVM: not tried, since agent.v2v.emulation is " + emulation);
            case AUTO -> out.println("KVM: " + kvm.text());
        }
        boolean emulated =
                switch (emulation) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO -> !kvm.works().orElse(false);
                };
        out.println("conversions are emulated: " + (emulated ? "yes, slow" : "no"));
    }

    private void checkUnits() {
        ConversionUnits.Finding found = new ConversionUnits(UnitSettings.of(config.v2v())).find();
        if (found.hindered()) {
            warnings.add(found.text());
        } else {
            out.println("units: " + found.text());
        }
    }

    private KvmFinding tryKvm() {
        out.println("KVM is tried, which takes some minutes at most");
        return new KvmTrial(config.stateDir(), config.v2v().tempDir(), AgentVersion.full())
                .run(() -> out.println("KVM is still being tried"));
    }
}
