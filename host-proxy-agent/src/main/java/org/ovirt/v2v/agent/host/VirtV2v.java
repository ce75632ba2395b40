package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The installed virt-v2v. One that answered is asked again only when its file changes, so that an update needs no restart; one
 * that did not is asked each time, since a busy host may have been the reason.
 */
final class VirtV2v {
    /**
     * For all its answers together if it hangs: whoever asks for a conversion is told within 5 s what is wrong. The rest is for
     * the looks that tell a hung program from a slow one, and for what else a conversion begins with.
     */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** For each answer on a host so busy that a program of a tenth of a second does not come to its end in the limit. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What is left for the second answer, however late the first was. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final String program;
    private final Duration longest;
    private Optional<Answer> last = Optional.empty();
    private Optional<ToolRun> failed = Optional.empty();

    VirtV2v(String program) {
        this(program, LONGEST);
    }

    VirtV2v(String program, Duration longest) {
        this.program = program;
        this.longest = longest;
    }

    /** What is installed; empty if nothing is, or if it cannot be run. */
    synchronized Optional<Installed> look() {
        Optional<Path> file = Programs.find(program);
        if (file.isEmpty()) {
            last = Optional.empty();
            failed = Optional.empty();
            return Optional.empty();
        }
        FileTime changed = changed(file.get());
        if (last.filter(answer ->
                        answer.file().equals(file.get()) && answer.changed().equals(changed))
                .isEmpty()) {
            last = ask(file.get()).map(installed -> new Answer(file.get(), changed, installed));
        }
        return last.map(Answer::installed);
    }

    /** Whether the last look found one that was still at work when it was waited for no longer: the host is busy, nothing else is known. */
    synchronized boolean wasLate() {
        return failed.filter(run -> run.end() == ToolRun.End.BUSY).isPresent();
    }

    /** The run that the last look has failed by; empty if it has found one that works, or none at all. */
    synchronized Optional<ToolRun> failed() {
        return failed;
    }

    private Optional<Installed> ask(Path file) {
        long started = System.nanoTime();
        ToolRun capabilities = ToolRun.of(LIMIT, longest, List.of(file.toString(), "--machine-readable"));
        failed = Optional.of(capabilities).filter(run -> !run.succeeded());
        if (failed.isPresent()) {
            return Optional.empty();
        }
        Duration left = LIMIT.minusNanos(System.nanoTime() - started);
        ToolRun version = ToolRun.of(
                left.compareTo(SHORTEST) < 0 ? SHORTEST : left, longest, List.of(file.toString(), "--version"));
        failed = Optional.of(version).filter(run -> !run.succeeded());
        if (failed.isPresent()) {
            return Optional.empty();
        }
        // the line is "virt-v2v 2.2.0", with the distribution's release after it on EL
        String text = version.lines().stream().findFirst().orElse("").replaceFirst("^virt-v2v[: ]*", "");
        return Optional.of(new Installed(text, capabilities.lines()));
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A virt-v2v that can be run.
     *
     * @param version as in 2.2.0
     * @param capabilities the lines of {@code --machine-readable}
     */
    record Installed(String version, List<String> capabilities) {}

    private record Answer(Path file, FileTime changed, Installed installed) {}
}
