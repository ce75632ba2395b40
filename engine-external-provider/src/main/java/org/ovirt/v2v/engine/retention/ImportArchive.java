package org.ovirt.v2v.engine.retention;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Files of imports that have left the database: {@code imports-2026-11.jsonl} holds those that ended in that month (UTC). */
@ApplicationScoped
public class ImportArchive {
    // set after making, too: launcher and unit take away with their umask (077) what the group is to have
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-r-----");

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path folder;

    public ImportArchive(RetentionSettings settings) {
        this.folder = settings.archive();
    }

    public Path folder() {
        return folder;
    }

    /**
     * Writes the imports, and returns when they are on the disk.
     *
     * @throws IOException if that fails; no file has a part of a line then, but those of other months may have their lines
     */
    void add(List<ArchivedImport> imports) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
            Files.setPosixFilePermissions(folder, FOLDER_MODE);
            synchronize(folder.toAbsolutePath().getParent());
        }
        Map<Path, List<ArchivedImport>> byFile =
                imports.stream().collect(groupingBy(each -> file(each.ended()), TreeMap::new, toList()));
        for (Map.Entry<Path, List<ArchivedImport>> each : byFile.entrySet()) {
            append(each.getKey(), lines(each.getValue()));
        }
        synchronize(folder);
    }

    private Path file(Instant ended) {
        return folder.resolve("imports-" + YearMonth.from(ended.atZone(ZoneOffset.UTC)) + ".jsonl");
    }

    private static byte[] lines(List<ArchivedImport> imports) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (ArchivedImport each : imports) {
            lines.write(MAPPER.writeValueAsBytes(each));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static void append(Path file, byte[] lines) throws IOException {
        boolean isNew = Files.notExists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(FILE_MODE))) {
            if (isNew) {
                Files.setPosixFilePermissions(file, FILE_MODE);
            }
            long end = endOfLines(channel);
            channel.truncate(end);
            try {
                write(channel, lines, end);
                channel.force(true);
            } catch (IOException e) {
                takeBack(channel, end, e);
                throw e;
            }
        }
    }

    private static void write(FileChannel channel, byte[] lines, long start) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(lines);
        while (rest.hasRemaining()) {
            channel.write(rest, start + rest.position());
        }
    }

    private static void takeBack(FileChannel channel, long end, IOException cause) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Behind the last whole line; an engine that was killed may have left a part of one. */
    private static long endOfLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return end;
    }

    /** So that a new file is still there after the power has failed. */
    private static void synchronize(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
