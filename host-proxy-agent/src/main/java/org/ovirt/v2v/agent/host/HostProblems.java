package org.ovirt.v2v.agent.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What keeps this host from converting, each with the command that helps on its distribution. */
final class HostProblems {
    private static final String DEBIAN_TOOLS = "nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils";
    private static final String ENTERPRISE_LINUX_TOOLS = "nbdkit libnbd qemu-img";

    /** Those from which export domains can be filled, by each of their names. */
    private static final List<String> OUTPUTS =
            List.of("output:rhv", "output:ovirt", "output:rhev", "output:local", "output:disk");

    private final OperatingSystem system;

    HostProblems(OperatingSystem system) {
        this.system = system;
    }

    List<Failure> find(String program, Optional<VirtV2v.Installed> installed) {
        if (installed.isEmpty() && Programs.find(program).isPresent()) {
            return List.of(Failure.of(
                    FailureCode.TOOL_INCOMPLETE,
                    program + " --machine-readable does not work on this host, or does not answer."));
        }
        if (installed.isEmpty()) {
            return List.of(new Failure(
                    FailureCode.TOOL_MISSING,
                    program + " is not installed on this host.",
                    "Install it: " + system.install("virt-v2v " + DEBIAN_TOOLS, "virt-v2v") + ".",
                    null));
        }
        List<Failure> problems = new ArrayList<>();
        List<String> capabilities = installed.get().capabilities();
        if (OUTPUTS.stream().noneMatch(capabilities::contains)) {
            problems.add(new Failure(
                    FailureCode.TOOL_INCOMPLETE,
                    "virt-v2v " + installed.get().version()
                            + " was built without output to export domains (-o rhv) and to folders (-o local).",
                    "Use a proxy host with Debian 12, EL 9 or EL 10.",
                    null));
        }
        List<String> missing = needed(capabilities).stream()
                .filter(tool -> Programs.find(tool).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            problems.add(new Failure(
                    FailureCode.TOOL_INCOMPLETE,
                    "virt-v2v needs programs that are not installed on this host: " + String.join(", ", missing) + ".",
                    "Install them: " + system.install(DEBIAN_TOOLS, ENTERPRISE_LINUX_TOOLS) + ".",
                    null));
        }
        return List.copyOf(problems);
    }

    /** A virt-v2v that did not come to its answer, since this host has so much else to do. */
    Failure late(String program) {
        return Failure.of(
                FailureCode.HOST_BUSY,
                "This host is so busy that " + program + " --machine-readable did not come to its end in time.");
    }

    private static List<String> needed(List<String> capabilities) {
        return capabilities.contains("virt-v2v-2.0")
                ? List.of("nbdkit", "nbdcopy", "qemu-img", "unshare", "setsid")
                : List.of("qemu-img", "unshare", "setsid");
    }
}
