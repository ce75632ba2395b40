package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries KVM as libguestfs uses it. That /dev/kvm exists says little: nested virtualization may fail as late as when the first
 * virtual CPU is made, or interpret each instruction, thousands of times slower than emulation. QEMU alone shows that within
 * seconds; only if it does not fail is libguestfs' appliance booted.
 */
final class ApplianceKvmTest implements KvmTest {
    private static final Logger LOG = LoggerFactory.getLogger(ApplianceKvmTest.class);
    private static final Path DEVICE = Path.of("/dev/kvm");
    private static final List<String> QEMU =
            List.of("qemu-system-" + System.getProperty("os.arch").replace("amd64", "x86_64"), "/usr/libexec/qemu-kvm");
    private static final String TEST_TOOL = "libguestfs-test-tool";
    private static final Duration QEMU_LIMIT = Duration.ofSeconds(20);
    private static final Duration APPLIANCE_LIMIT = Duration.ofMinutes(3);

    /** A processor takes milliseconds for what {@link FirmwareLoop} counts, emulation some tenths of a second. */
    private static final Duration LOOP_LIMIT = Duration.ofSeconds(5);

    private final Path applianceCache;

    /** Takes libguestfs' cache folder, so that the appliance that the test builds serves conversions too. */
    ApplianceKvmTest(Path applianceCache) {
        this.applianceCache = applianceCache;
    }

    @Override
    public Optional<Boolean> run() {
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            LOG.info("KVM: no access to {}; conversions will be emulated", DEVICE);
            return Optional.of(false);
        }
        Optional<Path> qemu =
                QEMU.stream().flatMap(name -> Programs.find(name).stream()).findFirst();
        Optional<Path> testTool = Programs.find(TEST_TOOL);
        if (qemu.isEmpty() && testTool.isEmpty()) {
            return Optional.empty();
        }
        boolean processor = qemu.isEmpty()
                || (startsProcessor(qemu.get()).succeeded()
                        && counts(qemu.get(), "kvm", "host").succeeded());
        return Optional.of(processor
                && (testTool.isEmpty() || bootsAppliance(testTool.get()).succeeded()));
    }

    private static ToolRun startsProcessor(Path qemu) {
        return logged(
                "QEMU",
                ToolRun.of(
                        QEMU_LIMIT,
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
                        builder -> {}));
    }

    /** Has a virtual machine count for a while and then end. */
    ToolRun counts(Path qemu, String accelerator, String processor) {
        try {
            Path firmware = Files.createTempFile("v2v-kvm-test.", ".bin");
            try {
                Files.write(firmware, FirmwareLoop.image());
                return logged(
                        "QEMU",
                        ToolRun.of(
                                LOOP_LIMIT,
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
                                builder -> {}));
            } finally {
                Files.delete(firmware);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ToolRun bootsAppliance(Path testTool) {
        return logged(TEST_TOOL, ToolRun.of(APPLIANCE_LIMIT, List.of(testTool.toString()), "", builder -> {
            builder.environment().put("LIBGUESTFS_BACKEND", "direct");
            builder.environment().put("LIBGUESTFS_CACHEDIR", applianceCache.toString());
            builder.environment().remove("LIBGUESTFS_BACKEND_SETTINGS");
        }));
    }

    private static ToolRun logged(String tool, ToolRun run) {
        if (!run.succeeded()) {
            List<String> lines = run.lines();
            LOG.info(
                    "KVM does not work for {}; conversions will be emulated: {}",
                    tool,
                    lines.isEmpty() ? "no output" : lines.get(lines.size() - 1));
        }
        return run;
    }
}
