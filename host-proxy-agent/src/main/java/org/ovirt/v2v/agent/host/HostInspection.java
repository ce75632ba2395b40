package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** Tells what this host can do. */
public final class HostInspection {
    private final String agentVersion;
    private final TemporaryFolder temporary;
    private final KvmKnowledge kvm;
    private final ConversionTools tools;
    private final CertificateExpiry certificates;
    private final OperatingSystem system = OperatingSystem.read();
    private final HostProblems problems = new HostProblems(system);
    private final NbdkitPlugins plugins = new NbdkitPlugins();
    private final WindowsTools windows = new WindowsTools();

    public HostInspection(String agentVersion, AgentConfig config, KvmKnowledge kvm) {
        this.agentVersion = agentVersion;
        this.temporary = new TemporaryFolder(config.v2v().tempDir());
        this.kvm = kvm;
        this.tools = new ConversionTools(config.v2v().program());
        this.certificates = new CertificateExpiry(config.tls());
    }

    /** Never waits for the test of KVM. */
    public HostCapabilities capabilities() throws FailureException {
        ConversionTools.State found = tools.look();
        try {
            return new HostCapabilities(
                    agentVersion,
                    system.name(),
                    Runtime.getRuntime().availableProcessors(),
                    Memory.read().total(),
                    found.version().orElse(null),
                    found.capabilities(),
                    kvm.works().orElse(null),
                    plugins.look(),
                    windows.drivers().map(Path::toString).orElse(null),
                    temporary.free(),
                    problems(found),
                    warnings());
        } catch (IOException e) {
            throw new FailureException(FailureCode.INTERNAL, "/proc cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Failure> problems(ConversionTools.State found) {
        return Stream.concat(found.problems().stream(), temporary.problem().stream())
                .toList();
    }

    private List<Failure> warnings() {
        List<Failure> ofKvm = problems.warnings(kvm, Programs.find(ApplianceKvmTest.TEST_TOOL));
        return Stream.concat(certificates.warnings().stream(), ofKvm.stream()).toList();
    }
}
