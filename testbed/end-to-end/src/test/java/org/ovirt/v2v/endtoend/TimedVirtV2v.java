package org.ovirt.v2v.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.TestingFolder;

/** The real virt-v2v, started by a shell that writes down when each conversion began and ended, and how long processors worked for it. */
record TimedVirtV2v(Path program, Path runs) {
    /** Questions about what virt-v2v can do are no conversions. */
    private static final String SCRIPT =
            """
            #!/bin/bash
            case " $* " in
                *' -os '*) ;;
                *) exec virt-v2v "$@" ;;
            esac
            run=%s/$$
            TIMEFORMAT='%%3U %%3S'
            began=$EPOCHREALTIME
            { time virt-v2v "$@" 2>&3; } 3>&2 2>"$run.processors"
            code=$?
            echo "$began $EPOCHREALTIME $(<"$run.processors")" >"$run.part"
            mv "$run.part" "$run.run"
            exit $code
            """;

    static TimedVirtV2v in(TestingFolder folder) throws IOException {
        Path runs = Files.createDirectory(folder.resolve("runs"));
        Path program = Files.writeString(folder.resolve("virt-v2v"), SCRIPT.formatted(runs));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new TimedVirtV2v(program, runs);
    }

    /** The one conversion that has ended since this was asked for last. */
    Run takeRun() throws IOException {
        List<Path> ended;
        try (Stream<Path> files = Files.list(runs)) {
            ended = files.filter(file -> file.toString().endsWith(".run")).toList();
        }
        if (ended.size() != 1) {
            throw new IllegalStateException(ended.size() + " conversions have ended");
        }
        String[] words = Files.readString(ended.get(0), StandardCharsets.US_ASCII)
                .strip()
                .split(" ", -1);
        Files.delete(ended.get(0));
        return new Run(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]) + Double.parseDouble(words[3]));
    }

    /** Now, on the clock of the {@linkplain Run runs}. */
    static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    /**
     * A conversion.
     *
     * @param began in seconds of the epoch
     * @param ended in seconds of the epoch
     * @param processors in seconds, of virt-v2v and of all that it has waited for
     */
    record Run(double began, double ended, double processors) {}
}
