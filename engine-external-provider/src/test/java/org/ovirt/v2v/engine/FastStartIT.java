package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;

/** What the engine's launcher keeps for faster starts, and that no start depends on it. */
@Tag("process")
class FastStartIT {
    private final TestingPki pki = TestingPki.create();
    private final TestingFolder cache = TestingFolder.create("cache");
    private final TestingFolder backup = TestingFolder.create("backup");

    @AfterEach
    void close() {
        backup.close();
        cache.close();
        pki.close();
    }

    @Test
    void whatOneEngineLeavesTheNextOneUsesUnlessItIsDamaged() throws IOException {
        try (EngineProcess engine =
                EngineProcess.builder(pki).cache(cache.path()).start()) {
            assertThat(kept()).isEmpty();
            engine.stop();
            assertThat(kept()).hasSize(1);

            engine.restart();
            assertThat(mapped(engine)).contains(kept().get(0).toString());

            engine.stop();
            Path archive = kept().get(0);
            copyFiles(cache.path(), backup.path());
            cut(archive, Files.size(archive) / 2);
            assertStartsAsTheFirst(engine);

            copyFiles(backup.path(), cache.path());
            change(archive, Files.size(archive) / 2);
            assertStartsAsTheFirst(engine);
        }
    }

    /** Without an archive, so that it would leave one, as has been seen; that takes longer than all else, and is not waited for. */
    private void assertStartsAsTheFirst(EngineProcess engine) throws IOException {
        engine.restart();
        assertThat(mapped(engine)).doesNotContain(cache.path().toString());
        assertThat(kept()).isEmpty();
        assertThat(commandLine(engine)).contains("-XX:ArchiveClassesAtExit=" + cache.path());
        engine.kill();
    }

    @Test
    @Tag("long")
    void whatAnEngineLeavesThatDidNotStartIsNotKept() throws IOException {
        assertThatThrownBy(() -> EngineProcess.builder(pki)
                        .cache(cache.path())
                        .set("v2v.imports.in-all", "0")
                        .start())
                .hasMessageContaining("v2v.imports.in-all");
        assertThat(kept()).hasSize(1);

        try (EngineProcess engine =
                EngineProcess.builder(pki).cache(cache.path()).start()) {
            assertThat(kept()).isEmpty();
            engine.stop();
            engine.restart();
            assertThat(mapped(engine)).contains(kept().get(0).toString());
        }
    }

    @Test
    void whatCannotBeRemovedKeepsNoEngineFromStarting() throws IOException {
        Files.createDirectory(cache.path().resolve("classes-1.jsa"));

        try (EngineProcess engine =
                EngineProcess.builder(pki).cache(cache.path()).start()) {
            assertThat(engine.anonymous().isAnswered()).isTrue();
            engine.kill(); // it would write another archive, at which nobody looks
        }
    }

    @Test
    void aFolderThatCannotBeUsedKeepsNoEngineFromStarting() {
        try (EngineProcess engine = EngineProcess.builder(pki)
                .cache(cache.path().resolve("missing"))
                .start()) {
            assertThat(engine.anonymous().isAnswered()).isTrue();
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(cache.path())) {
            return files.filter(each -> each.toString().endsWith(".jsa")).toList();
        }
    }

    private static String mapped(EngineProcess engine) throws IOException {
        return Files.readString(Path.of("/proc/" + engine.pid() + "/maps"));
    }

    private static String commandLine(EngineProcess engine) throws IOException {
        return Files.readString(Path.of("/proc/" + engine.pid() + "/cmdline"));
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void cut(Path file, long size) throws IOException {
        try (RandomAccessFile archive = new RandomAccessFile(writable(file), "rw")) {
            archive.setLength(size);
        }
    }

    private static void change(Path file, long place) throws IOException {
        try (RandomAccessFile archive = new RandomAccessFile(writable(file), "rw")) {
            archive.seek(place);
            int old = archive.read();
            archive.seek(place);
            archive.write(~old);
        }
    }

    private static String writable(Path file) {
        assertThat(file.toFile().setWritable(true)).isTrue();
        return file.toString();
    }
}
