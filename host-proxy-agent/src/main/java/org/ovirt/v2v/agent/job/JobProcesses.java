package org.ovirt.v2v.agent.job;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.agent.process.ProcessEntry;

/**
 * The processes of one job, children that left its session included: every one of them has the job's mark in its environment.
 */
final class JobProcesses {
    /** Environment variable that holds the job's id. */
    static final String MARK = "OVIRT_V2V_JOB";

    private static final int TERM = 15;
    private static final int KILL = 9;
    private static final int LARGEST_ENVIRONMENT = 256 * 1024;

    private final String mark;

    JobProcesses(UUID job) {
        this.mark = MARK + "=" + job;
    }

    /** Those that are alive. */
    List<Integer> list() {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                int pid = Integer.parseInt(process.getFileName().toString());
                if (isMarked(process)
                        && ProcessEntry.read(pid).filter(entry -> !entry.dead()).isPresent()) {
                    found.add(pid);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the processes of this host cannot be listed", e);
        }
        return found;
    }

    /** Asks all of them to end. */
    void terminate() {
        list().forEach(pid -> LibC.kill(pid, TERM));
    }

    /** Ends all of them. */
    void kill() {
        list().forEach(pid -> LibC.kill(pid, KILL));
    }

    private boolean isMarked(Path process) {
        try (InputStream stream = Files.newInputStream(process.resolve("environ"))) {
            String environment = new String(stream.readNBytes(LARGEST_ENVIRONMENT), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0", -1)).contains(mark);
        } catch (IOException e) {
            return false; // it has ended, or belongs to somebody else
        }
    }

    private static final class LibC {
        static {
            Native.register("c");
        }

        private LibC() {}

        static native int kill(int pid, int signal);
    }
}
