package org.ovirt.v2v.agent.host;

import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.model.conversion.Failure;

/** virt-v2v on this host with the programs that it needs; looked at afresh each time, so that installing them is noticed. */
public final class ConversionTools {
    private final String program;
    private final VirtV2v virtV2v;
    private final HostProblems problems;

    /** Takes the name or path of virt-v2v. */
    public ConversionTools(String program) {
        this.program = program;
        this.virtV2v = new VirtV2v(program);
        this.problems = new HostProblems(OperatingSystem.read());
    }

    /** One at a time: what is asked after the look is of that look. */
    public synchronized State look() {
        Optional<VirtV2v.Installed> installed = virtV2v.look();
        return new State(
                installed.map(VirtV2v.Installed::version),
                installed.map(VirtV2v.Installed::capabilities).orElse(List.of()),
                problems(installed));
    }

    private List<Failure> problems(Optional<VirtV2v.Installed> installed) {
        if (virtV2v.wasLate()) {
            return List.of(problems.late(program));
        }
        return virtV2v.failed()
                .map(run -> List.of(HostProblems.broken(program, run)))
                .orElseGet(() -> problems.find(program, installed));
    }

    /**
     * What was found.
     *
     * @param version empty if virt-v2v is missing or does not work
     * @param capabilities the lines of {@code virt-v2v --machine-readable}
     * @param problems what keeps this host from converting; empty if nothing does
     */
    public record State(Optional<String> version, List<String> capabilities, List<Failure> problems) {}
}
