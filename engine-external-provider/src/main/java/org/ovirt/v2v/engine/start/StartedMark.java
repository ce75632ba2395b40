package org.ovirt.v2v.engine.start;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the launcher that the engine has started, so that the archive of classes that it leaves is worth being used: one of a start
 * that failed holds few of them.
 */
@ApplicationScoped
public class StartedMark {
    private static final Logger LOG = LoggerFactory.getLogger(StartedMark.class);

    /** Set by the launcher, not by an admin. */
    private static final String FILE = "ovirt-v2v.started-mark";

    void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        Optional.ofNullable(System.getProperty(FILE)).map(Path::of).ifPresent(StartedMark::create);
    }

    private static void create(Path mark) {
        try {
            Files.createFile(mark);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is there already", mark);
        } catch (IOException e) {
            LOG.warn(
                    "The next start will take as long as this one, since {} cannot be written: {}", mark, e.toString());
        }
    }
}
