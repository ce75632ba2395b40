package org.ovirt.v2v.agent.preflight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Is virt-v2v here, with what it needs, and can it write export domains? */
final class ToolCheck {
    private static final int TIME_OUT_SECONDS = 5;
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String program;

    ToolCheck(String program) {
        this.program = program;
    }

    V2vCapabilities run() throws FailureException {
        if (find(program).isEmpty()) {
            throw new FailureException(FailureCode.TOOL_MISSING, program + " is not installed on this host.");
        }
        V2vCapabilities capabilities = V2vCapabilities.parse(ask());
        if (capabilities.exportDomainMode().isEmpty()) {
            throw new FailureException(
                    FailureCode.TOOL_INCOMPLETE,
                    "The virt-v2v of this host was built without output to export domains (-o rhv).");
        }
        List<String> needed = capabilities.isSecondGeneration()
                ? List.of("nbdkit", "nbdcopy", "qemu-img", "unshare", "setsid")
                : List.of("qemu-img", "unshare", "setsid");
        List<String> missing =
                needed.stream().filter(tool -> find(tool).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new FailureException(
                    FailureCode.TOOL_INCOMPLETE,
                    "virt-v2v on this host lacks programs that it needs: " + String.join(", ", missing) + ".");
        }
        return capabilities;
    }

    private List<String> ask() throws FailureException {
        try {
            Process process = new ProcessBuilder(program, "--machine-readable")
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Stream<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines()) {
                List<String> output = new ArrayList<>(lines.limit(1_000).toList());
                if (!process.waitFor(TIME_OUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new FailureException(
                            FailureCode.TOOL_INCOMPLETE, program + " --machine-readable does not work on this host.");
                }
                return output;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new FailureException(
                    FailureCode.TOOL_INCOMPLETE, program + " cannot be run on this host: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureCode.INTERNAL, "Interrupted while asking virt-v2v what it can do.", e);
        }
    }

    private static Optional<Path> find(String tool) {
        if (tool.contains("/")) {
            return Optional.of(Path.of(tool)).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse(USUAL_PATH);
        return Stream.of(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
