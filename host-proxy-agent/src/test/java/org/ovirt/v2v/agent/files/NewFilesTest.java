package org.ovirt.v2v.agent.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final AtomicInteger told = new AtomicInteger();
    private final NewFiles files = new NewFiles(told::incrementAndGet);

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void aFileThatIsMadeOrNamedIsTold() throws IOException {
        assertThat(files.watch(folder)).isTrue();

        Path draft = Files.createFile(folder.resolve("exit.new"));
        await().atMost(SOON).until(() -> told.get() >= 1);
        int before = told.get();
        Files.move(draft, folder.resolve("exit"));
        await().atMost(SOON).until(() -> told.get() > before);
    }

    @Test
    void aFolderThatIsForgottenIsNotToldOf() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        files.watch(folder);
        files.watch(other);

        files.forget(other);
        Files.createFile(other.resolve("exit"));
        Files.createFile(folder.resolve("exit"));

        await().atMost(SOON).until(() -> told.get() >= 1);
        assertThat(told).hasValue(1);
    }

    @Test
    void whatCannotBeWatchedHasToBeLookedFor() {
        assertThat(files.watch(folder.resolve("missing"))).isFalse();
        files.close();
        assertThat(files.watch(folder)).isFalse();
    }
}
