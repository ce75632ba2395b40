package org.ovirt.v2v.agent.files;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Records that outlive the agent, each in a file. An agent of another version may have written them: members that are not known are
 * passed over, those that are missing are null. {@value #FORMAT_MEMBER} says what a file's writer knew, for people and for versions
 * to come.
 */
public final class JsonFiles {
    private static final String FORMAT_MEMBER = "format";
    private static final int FORMAT = 1;

    /** What we write is far smaller; more is not ours, or damaged. */
    private static final long LARGEST = 4 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private JsonFiles() {}

    /** Writes a record whole or not at all. */
    public static void write(Path file, Object content) throws IOException {
        ObjectNode node = MAPPER.createObjectNode().put(FORMAT_MEMBER, FORMAT);
        node.setAll((ObjectNode) MAPPER.valueToTree(content));
        replace(file, MAPPER.writeValueAsBytes(node));
    }

    /**
     * Reads a record.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException if it cannot be read, or is no such record
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large");
        }
        T content = MAPPER.readValue(Files.readAllBytes(file), type);
        if (content == null) {
            throw new IOException(file + " is empty");
        }
        return content;
    }

    /** Writes a file whole or not at all; it is on the disk when this returns. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
