package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.testbed.TestingFolder;

/** An agent whose Java was updated under it ends, once, when the update is over. */
class JavaWatchTest {
    private static final FileTime BUILT = FileTime.from(Instant.parse("2025-04-15T00:00:00Z"));
    private static final FileTime BUILT_LATER = FileTime.from(Instant.parse("2025-07-15T00:00:00Z"));

    @TempDir
    Path home;

    private Instant now = Instant.EPOCH;
    private Optional<String> hindrance = Optional.empty();
    private int ends;
    private JavaWatch watch;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectory(home.resolve("lib"));
        put("modules", "17.0.14", BUILT);
        put("jspawnhelper", "17.0.14", BUILT);
        watch = watch();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void anAgentWhoseJavaIsTheSameGoesOn() throws IOException {
        pass(600);
        put("modules", "17.0.14", BUILT); // repaired
        pass(600);

        assertThat(ends).isZero();
    }

    @Test
    void anUpdateEndsTheAgentWhenItIsOver() throws IOException {
        put("modules", "17.0.15", BUILT_LATER);
        pass(50);
        put("jspawnhelper", "17.0.15", BUILT_LATER);
        pass(60);
        assertThat(ends).as("something has changed within a minute").isZero();

        pass(10);

        assertThat(ends).isEqualTo(1);
    }

    @Test
    void aJavaThatIsGoneWithItsFolderEndsTheAgent() {
        TestingFolder.delete(home.resolve("lib"));

        pass(70);

        assertThat(ends).isEqualTo(1);
    }

    @Test
    void whatTheAgentWasStartedWithDoesNotEndIt() throws IOException {
        put("modules", "17.0.15", BUILT_LATER);
        Files.delete(home.resolve("lib/jspawnhelper"));
        watch.close();
        watch = watch();

        pass(600);

        assertThat(ends).isZero();
    }

    @Test
    void anAgentThatMustNotEndDoesSoAsSoonAsItMay() throws IOException {
        put("modules", "17.0.15", BUILT_LATER);
        hindrance = Optional.of("a conversion would end with it");
        pass(600);
        assertThat(ends).isZero();

        hindrance = Optional.empty();
        pass(10);

        assertThat(ends).isEqualTo(1);
    }

    @Test
    void anUpdateThatIsTakenBackDoesNotEndTheAgent() throws IOException {
        put("modules", "17.0.15", BUILT_LATER);
        pass(50);
        put("modules", "17.0.14", BUILT);

        pass(600);

        assertThat(ends).isZero();
    }

    private JavaWatch watch() {
        return new JavaWatch(home, () -> now, () -> hindrance, () -> ends++);
    }

    private void pass(int seconds) {
        for (int passed = 0; passed < seconds; passed += 10) {
            now = now.plusSeconds(10);
            watch.check();
        }
    }

    /** As package managers do. */
    private void put(String name, String content, FileTime modified) throws IOException {
        Path file = Files.writeString(home.resolve(name + ".new"), content);
        Files.setLastModifiedTime(file, modified);
        Files.move(file, home.resolve("lib").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
