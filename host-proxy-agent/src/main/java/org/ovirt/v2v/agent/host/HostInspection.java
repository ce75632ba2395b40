package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.AgentConfig;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** Tells what this host can do. */
public final class HostInspection {
    private final String agentVersion;
    private final String program;
    private final Path tempDir;
    private final KvmProbe kvm;
    private final VirtV2v virtV2v;
    private final OperatingSystem system = OperatingSystem.read();
    private final HostProblems problems = new HostProblems(system);
    private final NbdkitPlugins plugins = new NbdkitPlugins();

    public HostInspection(String agentVersion, AgentConfig.V2v config, KvmProbe kvm) {
        this.agentVersion = agentVersion;
        this.program = config.program();
        this.tempDir = config.tempDir();
        this.kvm = kvm;
        this.virtV2v = new VirtV2v(program);
    }

    /** Never waits for the test of KVM. */
    public HostCapabilities capabilities() throws FailureException {
        Optional<VirtV2v.Installed> installed = virtV2v.look();
        List<Failure> found = problems.find(program, installed);
        try {
            return new HostCapabilities(
                    agentVersion,
                    system.name(),
                    Runtime.getRuntime().availableProcessors(),
                    Memory.read().total(),
                    installed.map(VirtV2v.Installed::version).orElse(null),
                    installed.map(VirtV2v.Installed::capabilities).orElse(List.of()),
                    kvm.works().orElse(null),
                    plugins.look(),
                    VirtioWin.find().map(Path::toString).orElse(null),
                    tempDir.toFile().getUsableSpace(),
                    found);
        } catch (IOException e) {
            throw new FailureException(FailureCode.INTERNAL, "/proc cannot be read: " + e.getMessage(), e);
        }
    }
}
