package org.ovirt.v2v.agent.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.ConversionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of one job, which holds all that must outlive the agent. No secret is ever in it. */
record JobFolder(Path path) {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobFolder.class);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final int LARGEST_SMALL_FILE = 256;
    private static final String EXIT = "exit";
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

    Path authorities() {
        return path.resolve("ca.pem");
    }

    /** What virt-v2v sees as the system's list of hosts. */
    Path hosts() {
        return path.resolve("hosts");
    }

    Path log(ConversionLog log) {
        return switch (log) {
            case STDERR -> standardError();
            case STDOUT -> standardOutput();
            case JSON -> jsonLog();
        };
    }

    void writeRequest(JobRequest request) throws IOException {
        write("request.json", MAPPER.writeValueAsBytes(request));
    }

    JobRequest request() throws IOException {
        return MAPPER.readValue(path.resolve("request.json").toFile(), JobRequest.class);
    }

    void writePlan(JobPlan plan) throws IOException {
        write("plan.json", MAPPER.writeValueAsBytes(plan));
    }

    /** Empty for a job whose checks were not passed. */
    Optional<JobPlan> plan() throws IOException {
        return read("plan.json", JobPlan.class);
    }

    void writeOutcome(Outcome outcome) throws IOException {
        write("outcome.json", MAPPER.writeValueAsBytes(outcome));
    }

    /** Empty until it is known what became of the conversion. */
    Optional<Outcome> outcome() throws IOException {
        return read("outcome.json", Outcome.class);
    }

    void writeState(JobReport state) throws IOException {
        write("state.json", MAPPER.writeValueAsBytes(state));
    }

    /** The state is written before anything is started: a job without one has left nothing anywhere. */
    boolean wasBegun() {
        return Files.exists(path.resolve("state.json"));
    }

    JobReport state() throws IOException {
        return MAPPER.readValue(path.resolve("state.json").toFile(), JobReport.class);
    }

    /** Notes that the job is to be aborted, whoever comes to read it. */
    void markAborted() throws IOException {
        write("abort", new byte[0]);
    }

    boolean isMarkedAborted() {
        return Files.exists(path.resolve("abort"));
    }

    /** Empty until the launcher runs. */
    Optional<LauncherProcess> launcher() throws IOException {
        return readSmall("pid").flatMap(LauncherProcess::parse);
    }

    /** Whether virt-v2v has left an exit code, of whatever kind. */
    boolean hasExitCode() {
        return Files.exists(path.resolve(EXIT));
    }

    /** Of virt-v2v; empty until it has ended, and if what was left is no exit code. */
    Optional<Integer> exitCode() throws IOException {
        return readSmall(EXIT).map(String::strip).filter(EXIT_CODE).map(Integer::valueOf);
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
    void write(String name, byte[] content) throws IOException {
        Path draft = path.resolve(name + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private <T> Optional<T> read(String name, Class<T> type) throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(path.resolve(name)), type));
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
