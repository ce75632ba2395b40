package org.ovirt.v2v.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.UUID;
import org.ovirt.v2v.testbed.ProcessMemory;

/** Memory of the agent, of all its helper processes together, and of all processes of its jobs together, from {@code /proc} (proc(5)). */
final class MemoryMeter {
    private static final long MEBIBYTE = 1 << 20;

    private final long agent;
    private long agentBytes;
    private long jobsBytes;
    private long helpersBytes;

    MemoryMeter(long agent) {
        this.agent = agent;
        System.out.printf("%-40s %9s %9s %9s %9s%n", "MiB resident", "agent", "its peak", "helpers", "children");
    }

    void sample(Collection<UUID> jobs) {
        agentBytes = Math.max(agentBytes, ProcessMemory.resident(agent));
        jobsBytes = Math.max(jobsBytes, sum(jobs, false));
        helpersBytes = Math.max(helpersBytes, sum(jobs, true));
    }

    /** Prints the most of all samples since the last call, and the most that the agent ever had in between. */
    void print(String what) {
        System.out.printf(
                "%-40s %9d %9d %9d %9d%n",
                what, agentBytes / MEBIBYTE, most(), helpersBytes / MEBIBYTE, jobsBytes / MEBIBYTE);
        agentBytes = 0;
        jobsBytes = 0;
        helpersBytes = 0;
    }

    /** The most that the agent ever had, in MiB, rounded up. */
    long most() {
        return (ProcessMemory.peak(agent) + MEBIBYTE - 1) / MEBIBYTE;
    }

    /**
     * Of the helpers, or of all others. Processes that the agent started for its jobs leave its session, so they are known by their
     * environment.
     */
    private long sum(Collection<UUID> jobs, boolean helpers) {
        long sum = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != agent && isHelper(process) == helpers && (isChild(pid) || isOfAJob(process, jobs))) {
                    sum += ProcessMemory.resident(pid);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private boolean isChild(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(ProcessHandle::parent)
                .filter(parent -> parent.pid() == agent)
                .isPresent();
    }

    private static boolean isHelper(Path process) {
        try {
            String command = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1);
            return command.contains("DomainProcess");
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private static boolean isOfAJob(Path process, Collection<UUID> jobs) {
        try {
            String environment =
                    new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            return jobs.stream().anyMatch(job -> environment.contains("OVIRT_V2V_JOB=" + job));
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
