package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.files.TreeDeletion;

/**
 * Tries KVM as libguestfs uses it. That /dev/kvm exists says little: nested virtualization may fail as late as when the first
 * virtual CPU is made, or interpret each instruction, thousands of times slower than emulation. QEMU alone shows that within
 * seconds; only if it does not fail is libguestfs' appliance booted.
 *
 * <p>Whoever had the processors for long enough and did not come to an end never will. Whoever did not get them, or met a full disk
 * or a lack of memory, has said nothing about KVM, and neither has an appliance that does not boot by emulation either.
 */
final class ApplianceKvmTest implements KvmTest {
    private static final Path DEVICE = Path.of("/dev/kvm");
    private static final List<String> QEMU =
            List.of("qemu-system-" + System.getProperty("os.arch").replace("amd64", "x86_64"), "/usr/libexec/qemu-kvm");
    static final String TEST_TOOL = "libguestfs-test-tool";

    /** Of the processors' time, as all limits here but the longest. QEMU takes tenths of a second to start. */
    private static final Duration QEMU_LIMIT = Duration.ofSeconds(10);

    /** Boots take some seconds with KVM; the first builds the appliance, which is half a minute's work. */
    private static final Duration APPLIANCE_LIMIT = Duration.ofMinutes(3);

    /** A processor takes milliseconds for what {@link FirmwareLoop} counts, emulation some tenths of a second. */
    private static final Duration LOOP_LIMIT = Duration.ofSeconds(5);

    /** How long a busy host may take for those. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration LONGEST_BOOT = Duration.ofMinutes(10);

    /** What the tools say of a host on which they might have worked at another time. */
    private static final Pattern PASSING =
            Pattern.compile("No space left on device|Disk quota exceeded|Cannot allocate memory"
                    + "|Resource temporarily unavailable|Device or resource busy|Too many open files|Text file busy");

    private final Path applianceCache;

    /** Takes libguestfs' cache folder, so that the appliance that the test builds serves conversions too. */
    ApplianceKvmTest(Path applianceCache) {
        this.applianceCache = applianceCache;
    }

    @Override
    public KvmFinding run() {
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            return KvmFinding.barred("the agent has no access to " + DEVICE);
        }
        Optional<Path> qemu =
                QEMU.stream().flatMap(name -> Programs.find(name).stream()).findFirst();
        Optional<Path> testTool = Programs.find(TEST_TOOL);
        if (qemu.isEmpty() && testTool.isEmpty()) {
            return KvmFinding.unknown("neither QEMU nor " + TEST_TOOL + " is installed");
        }
        Stream<Supplier<KvmFinding>> tries = Stream.concat(
                qemu.stream()
                        .flatMap(found -> Stream.of(
                                () -> finding("QEMU", startsProcessor(found)),
                                () -> finding("a virtual machine that counts", counts(found, "kvm", "host")))),
                testTool.stream().map(found -> () -> boots(found)));
        return tries.map(Supplier::get)
                .filter(each -> each.verdict() != KvmFinding.Verdict.WORKS)
                .findFirst()
                .orElseGet(KvmFinding::working);
    }

    /** What a run tells about KVM. */
    static KvmFinding finding(String tool, ToolRun run) {
        return switch (run.end()) {
            case SUCCEEDED -> KvmFinding.working();
            case FAILED ->
                run.lines().stream()
                        .filter(line -> PASSING.matcher(line).find())
                        .findFirst()
                        .map(line -> KvmFinding.unknown(tool + " failed: " + line))
                        .orElseGet(() -> KvmFinding.failing(tool + " failed: " + reason(run)));
            case SPENT ->
                KvmFinding.failing(tool
                        + " used the processor for many times as long as it takes where KVM works, and did not end");
            case KILLED -> KvmFinding.unknown(tool + " was killed, as by a host without memory");
            case ASLEEP, BUSY -> KvmFinding.unknown(tool + " did not end in time, and had little of the processor");
            case NOT_RUN -> KvmFinding.unknown(tool + " was not run to its end: " + lastLine(run));
        };
    }

    /**
     * Whether the appliance boots. Much that has nothing to do with KVM keeps it from that: only if it boots by emulation, KVM is to
     * blame.
     */
    KvmFinding boots(Path testTool) {
        KvmFinding byKvm = finding(TEST_TOOL, bootsAppliance(testTool, APPLIANCE_LIMIT, Optional.empty()));
        return switch (byKvm.verdict()) {
            case WORKS, BARRED, UNKNOWN -> byKvm;
            case FAILS -> {
                KvmFinding emulated =
                        finding(TEST_TOOL, bootsAppliance(testTool, LONGEST_BOOT, Optional.of("force_tcg")));
                yield emulated.verdict() == KvmFinding.Verdict.WORKS
                        ? byKvm
                        : KvmFinding.unknown(byKvm.reason() + "; without KVM " + emulated.reason());
            }
        };
    }

    /** After the tool's own word on what went wrong comes what it prints of each failure, such as how to report it. */
    private static String reason(ToolRun run) {
        return run.lines().stream()
                .filter(line -> line.contains("error:"))
                .findFirst()
                .orElseGet(() -> lastLine(run));
    }

    private static String lastLine(ToolRun run) {
        return run.lines().isEmpty()
                ? "it printed nothing"
                : run.lines().get(run.lines().size() - 1);
    }

    private static ToolRun startsProcessor(Path qemu) {
        return ToolRun.ofProcessor(
                QEMU_LIMIT,
                LONGEST,
                List.of(
                        qemu.toString(),
                        "-nodefaults",
                        "-no-user-config",
                        "-display",
                        "none",
                        "-accel",
                        "kvm",
                        "-cpu",
                        "host",
                        "-m",
                        "64",
                        "-monitor",
                        "stdio"),
                "quit\n",
                builder -> {});
    }

    /** Has a virtual machine count for a while and then end. */
    ToolRun counts(Path qemu, String accelerator, String processor) {
        try {
            Path firmware = Files.createTempFile("v2v-kvm-test.", ".bin");
            try {
                Files.write(firmware, FirmwareLoop.image());
                return ToolRun.ofProcessor(
                        LOOP_LIMIT,
                        LONGEST,
                        List.of(
                                qemu.toString(),
                                "-nodefaults",
                                "-no-user-config",
                                "-display",
                                "none",
                                "-no-reboot",
                                "-accel",
                                accelerator,
                                "-cpu",
                                processor,
                                "-m",
                                "64",
                                "-bios",
                                firmware.toString()),
                        "",
                        builder -> {});
            } finally {
                Files.delete(firmware);
            }
        } catch (IOException e) {
            return new ToolRun(ToolRun.End.NOT_RUN, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** In a folder of its own, since a tool that is killed leaves what it has made. */
    private ToolRun bootsAppliance(Path testTool, Duration processor, Optional<String> backendSettings) {
        try {
            Path temp = Files.createTempDirectory(applianceCache, "kvm-");
            try {
                return bootsAppliance(testTool, processor, backendSettings, temp);
            } finally {
                new TreeDeletion().delete(temp);
            }
        } catch (IOException e) {
            return new ToolRun(ToolRun.End.NOT_RUN, List.of(e.toString()));
        }
    }

    private ToolRun bootsAppliance(Path testTool, Duration processor, Optional<String> backendSettings, Path temp) {
        return ToolRun.ofProcessor(processor, LONGEST_BOOT, List.of(testTool.toString()), "", builder -> {
            builder.environment().put("LIBGUESTFS_BACKEND", "direct");
            builder.environment().put("LIBGUESTFS_CACHEDIR", applianceCache.toString());
            builder.environment().put("LIBGUESTFS_TMPDIR", temp.toString());
            builder.environment().remove("LIBGUESTFS_BACKEND_SETTINGS");
            backendSettings.ifPresent(value -> builder.environment().put("LIBGUESTFS_BACKEND_SETTINGS", value));
        });
    }
}
