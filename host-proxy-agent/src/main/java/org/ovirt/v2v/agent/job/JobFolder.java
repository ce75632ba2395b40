package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ovirt.v2v.agent.files.JsonFiles;
import org.ovirt.v2v.agent.unit.UsageFiles;
import org.ovirt.v2v.model.conversion.ConversionUsage;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.ConversionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of one job, which holds all that must outlive the agent. No secret is ever in it. */
record JobFolder(Path path) {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobFolder.class);
    private static final int LARGEST_SMALL_FILE = 256;
    private static final String EXIT = "exit";
    /** Of a folder, which is there for good as soon as it was made: by launcher.sh or by the agent. */
    static final String LAUNCH = "launch";

    private static final String PID = "pid";
    private static final int LARGEST_USAGE = 64 * 1024;
    private static final Predicate<String> EXIT_CODE =
            Pattern.compile("\\d{1,3}").asMatchPredicate();

    /** Makes the folder; false if it is there already. */
    boolean create() throws IOException {
        Files.createDirectories(path.getParent());
        try {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    Path jsonLog() {
        return path.resolve("v2v.json");
    }

    Path standardOutput() {
        return path.resolve("stdout");
    }

    Path standardError() {
        return path.resolve("stderr");
    }

    Path log(ConversionLog log) {
        return switch (log) {
            case STDERR -> standardError();
            case STDOUT -> standardOutput();
            case JSON -> jsonLog();
        };
    }

    void writeRequest(JobRequest request) throws IOException {
        JsonFiles.write(path.resolve("request.json"), request);
    }

    JobRequest request() throws IOException {
        return JsonFiles.read(path.resolve("request.json"), JobRequest.class);
    }

    Path planFile() {
        return path.resolve("plan.json");
    }

    void writePlan(JobPlan plan) throws IOException {
        JsonFiles.write(planFile(), plan);
    }

    /** Empty for a job whose checks were not passed. */
    Optional<JobPlan> plan() throws IOException {
        return read(planFile(), JobPlan.class);
    }

    void writeOutcome(Outcome outcome) throws IOException {
        JsonFiles.write(path.resolve("outcome.json"), outcome);
    }

    /** Empty until it is known what became of the conversion. */
    Optional<Outcome> outcome() throws IOException {
        return read(path.resolve("outcome.json"), Outcome.class);
    }

    Path stateFile() {
        return path.resolve("state.json");
    }

    void writeState(JobReport state) throws IOException {
        JsonFiles.write(stateFile(), state);
    }

    /** The state is written before anything is started: a job without it, and without a plan, has left nothing anywhere. */
    boolean wasBegun() throws IOException {
        return isThere(stateFile()) || isThere(planFile());
    }

    /** Java's own question takes every error of the disk for a no. */
    private static boolean isThere(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    JobReport state() throws IOException {
        return JsonFiles.read(stateFile(), JobReport.class);
    }

    /** Notes that the job is to be aborted, whoever comes to read it. */
    void markAborted() throws IOException {
        write("abort", new byte[0]);
    }

    boolean isMarkedAborted() {
        return Files.exists(path.resolve("abort"));
    }

    /** Notes that the job is to end as what is known of it. */
    void markGivenUp() throws IOException {
        write("give-up", new byte[0]);
    }

    /** Whether somebody wants the job to end though it has not come to its end. */
    boolean isTurned() {
        return isMarkedAborted() || Files.exists(path.resolve("give-up"));
    }

    /** Empty until the launcher runs. */
    Optional<LauncherProcess> launcher() throws IOException {
        return readSmall(PID).flatMap(LauncherProcess::parse);
    }

    /** Whether the launcher runs, or has run. */
    boolean hasLauncher() {
        return Files.exists(path.resolve(PID));
    }

    /** Whether virt-v2v has left an exit code, of whatever kind. */
    boolean hasExitCode() {
        return Files.exists(path.resolve(EXIT));
    }

    /** Of virt-v2v; empty until it has ended, and if what was left is no exit code. */
    Optional<Integer> exitCode() throws IOException {
        return readSmall(EXIT).map(String::strip).filter(EXIT_CODE).map(Integer::valueOf);
    }

    /**
     * Takes the right to start the conversion, which whoever is first has once and for all; false if it was taken before, by a launcher
     * that runs.
     */
    boolean takeLaunch() throws IOException {
        try {
            Files.createDirectory(path.resolve(LAUNCH));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** What the conversion has used; empty if nobody has counted it. */
    Optional<ConversionUsage> usage() {
        Path file = path.resolve("used");
        try {
            return Files.size(file) > LARGEST_USAGE ? Optional.empty() : UsageFiles.parse(Files.readAllLines(file));
        } catch (IOException e) {
            return Optional.empty(); // figures are worth no job
        }
    }

    /** Where those say why it was not started who are asked to. */
    Path startError() {
        return path.resolve("start");
    }

    /** Keeps beginning and end of logs that are very long; for jobs that have ended. */
    void shortenLogs() {
        for (Path log : List.of(jsonLog(), standardOutput(), standardError())) {
            try {
                LogShortening.shorten(log);
            } catch (IOException e) {
                LOGGER.warn("{} cannot be shortened: {}", log, e.getMessage());
            }
        }
    }

    /** Writes a file whole or not at all. */
    private void write(String name, byte[] content) throws IOException {
        JsonFiles.replace(path.resolve(name), content);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        try {
            return Optional.of(JsonFiles.read(file, type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Optional<String> readSmall(String name) throws IOException {
        try {
            String text = Files.readString(path.resolve(name), StandardCharsets.UTF_8);
            return Optional.of(text).filter(content -> content.length() <= LARGEST_SMALL_FILE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
