package org.ovirt.v2v.agent.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells at once when a file appears in a folder of this host (inotify), as far as the kernel's limits for that let it. */
public final class NewFiles implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(NewFiles.class);

    private final Runnable listener;
    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> watched = new ConcurrentHashMap<>();

    /** Calls the listener, which must return soon, on a thread of its own. */
    public NewFiles(Runnable listener) {
        this.listener = listener;
        this.service = open();
        service.ifPresent(open -> {
            Thread thread = new Thread(() -> listen(open), "new-files");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static Optional<WatchService> open() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException e) {
            LOGGER.info("The system tells of no new files, which are looked for instead: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether it is told of files that appear in this folder from now on; if not, somebody has to look for them. */
    public boolean watch(Path folder) {
        if (service.isEmpty()) {
            return false;
        }
        try {
            watched.put(folder, folder.register(service.get(), StandardWatchEventKinds.ENTRY_CREATE));
            return true;
        } catch (IOException | ClosedWatchServiceException e) {
            LOGGER.info(
                    "The system does not tell of new files in {}, which are looked for instead: {}",
                    folder,
                    e.toString());
            return false;
        }
    }

    public void forget(Path folder) {
        Optional.ofNullable(watched.remove(folder)).ifPresent(WatchKey::cancel);
    }

    private void listen(WatchService open) {
        try {
            while (true) {
                WatchKey key = open.take();
                key.pollEvents();
                key.reset();
                listener.run();
            }
        } catch (ClosedWatchServiceException e) {
            LOGGER.debug("Nobody wants to be told any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            if (service.isPresent()) {
                service.get().close();
            }
        } catch (IOException e) {
            LOGGER.debug("The end of the watch failed", e);
        }
    }
}
