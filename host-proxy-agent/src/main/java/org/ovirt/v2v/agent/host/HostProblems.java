package org.ovirt.v2v.agent.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What keeps this host from converting, each with the command that helps on its distribution. */
final class HostProblems {
    private static final String DEBIAN_TOOLS = "nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils libguestfs-tools";
    private static final String ENTERPRISE_LINUX_TOOLS = "nbdkit libnbd qemu-img";

    private static final int MOST_WORDS = 2000;
    private static final int MOST_OF_LINE = 300;

    /** Those from which export domains can be filled, by each of their names. */
    private static final List<String> OUTPUTS =
            List.of("output:rhv", "output:ovirt", "output:rhev", "output:local", "output:disk");

    private final OperatingSystem system;

    HostProblems(OperatingSystem system) {
        this.system = system;
    }

    List<Failure> find(String program, Optional<VirtV2v.Installed> installed) {
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

    /**
     * What keeps nobody from converting.
     *
     * @param testTool where libguestfs-test-tool is; empty if it is not installed
     */
    List<Failure> warnings(KvmKnowledge kvm, Optional<Path> testTool) {
        List<Failure> warnings = new ArrayList<>();
        kvm.doubt()
                .ifPresent(reason -> warnings.add(new Failure(
                        FailureCode.APPLIANCE_BROKEN,
                        "Whether KVM works on this host could not be found out: " + reason + ".",
                        "Nothing, if the host was busy: it is tried again, and conversions are emulated until then. Otherwise run"
                                + " libguestfs-test-tool on the host.",
                        null)));
        // where KVM does not work, QEMU has said so, and that is all that the tool would have been asked for
        if (testTool.isEmpty() && kvm.works().orElse(false)) {
            warnings.add(new Failure(
                    FailureCode.TOOL_INCOMPLETE,
                    "Whether libguestfs' appliance boots with KVM on this host was not tried, since "
                            + ApplianceKvmTest.TEST_TOOL + " is not installed.",
                    "Install it: " + system.install("libguestfs-tools", "libguestfs") + "; then run it.",
                    null));
        }
        return List.copyOf(warnings);
    }

    /** A virt-v2v that did not come to its answer, since this host has so much else to do. */
    Failure late(String program) {
        return Failure.of(
                FailureCode.HOST_BUSY,
                "This host is so busy that " + program + " --machine-readable did not come to its end in time.");
    }

    /** A virt-v2v that is there and does not run, in its own words. */
    static Failure broken(String program, ToolRun run) {
        List<String> lines = run.lines();
        String said = lines.isEmpty()
                ? ", and has printed nothing"
                : ": " + last(MOST_OF_LINE, lines.get(lines.size() - 1).replaceFirst("\\.$", ""));
        return new Failure(
                FailureCode.TOOL_INCOMPLETE,
                program + " does not work on this host: " + how(run.end()) + said + ".",
                "Run " + program + " --machine-readable on the host: it tells what it lacks.",
                lines.isEmpty() ? null : last(MOST_WORDS, String.join("\n", lines)));
    }

    private static String last(int most, String words) {
        return words.substring(Math.max(0, words.length() - most));
    }

    private static String how(ToolRun.End end) {
        return switch (end) {
            case SUCCEEDED, FAILED -> "it failed";
            case KILLED -> "it was killed";
            case SPENT, ASLEEP, BUSY -> "it does not answer";
            case NOT_RUN -> "it could not be run to its end";
        };
    }

    private static List<String> needed(List<String> capabilities) {
        return capabilities.contains("virt-v2v-2.0")
                ? List.of("nbdkit", "nbdcopy", "qemu-img", "unshare", "setsid")
                : List.of("qemu-img", "unshare", "setsid");
    }
}
