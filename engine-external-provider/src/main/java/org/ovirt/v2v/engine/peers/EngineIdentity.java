package org.ovirt.v2v.engine.peers;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.engine.config.UnitLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the engines on a database this one is. Its id is kept in a file, so that an engine that starts again goes on at once with
 * what it did before; the file is locked, so that no two engines are the same.
 */
@ApplicationScoped
public class EngineIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(EngineIdentity.class);
    private static final String FILE = "engine.id";

    /** More than a UUID needs. */
    private static final int MOST_BYTES = 64;

    private final FileChannel file;
    private final UUID id;

    public EngineIdentity(EngineConfig config) {
        Path path = config.home().resolve(FILE);
        try {
            Files.createDirectories(config.home());
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(path);
            id = readOrMake(path);
        } catch (IOException e) {
            throw new StartException(
                    "The file " + path + ", which holds the engine's id, cannot be used: " + UnitLimits.explain(e), e);
        }
        LOG.info("This engine has the id {}", id);
    }

    public UUID id() {
        return id;
    }

    @PreDestroy
    void release() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lock(Path path) throws IOException {
        boolean free;
        try {
            free = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            file.close();
            throw new StartException("Another engine runs with the same v2v.home: it has locked " + path
                    + ". Stop it, or give this one a folder of its own.");
        }
    }

    private UUID readOrMake(Path path) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MOST_BYTES);
        file.read(content, 0);
        String text =
                StandardCharsets.US_ASCII.decode(content.flip()).toString().strip();
        try {
            if (!text.isEmpty()) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("{} does not hold an id; it is made anew", path);
        }
        UUID made = UUID.randomUUID();
        file.truncate(0);
        file.write(ByteBuffer.wrap((made + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        file.force(true);
        return made;
    }
}
