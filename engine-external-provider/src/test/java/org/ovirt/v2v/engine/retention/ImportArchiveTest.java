package org.ovirt.v2v.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.imports.ImportSource;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.jobs.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.testbed.Command;

class ImportArchiveTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:59Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    Path temporary;

    private Path folder;
    private ImportArchive archive;

    @BeforeEach
    void makeArchive() {
        folder = temporary.resolve("new/archive");
        archive = archiveIn(folder);
    }

    private static ImportArchive archiveIn(Path folder) {
        return new ImportArchive(new RetentionSettings() {
            @Override
            public Duration keep() {
                return Duration.ofDays(1);
            }

            @Override
            public Path archive() {
                return folder;
            }
        });
    }

    @Test
    void eachMonthHasAFileWithALineForEachImport() throws IOException {
        archive.add(List.of(imported("web", NOVEMBER), imported("mail", DECEMBER), imported("dns", NOVEMBER)));
        assertThat(names("imports-2026-11.jsonl")).containsExactly("web", "dns");
        assertThat(names("imports-2026-12.jsonl")).containsExactly("mail");
        archive.add(List.of(imported("news", DECEMBER)));
        assertThat(names("imports-2026-12.jsonl")).containsExactly("mail", "news");
    }

    @Test
    void aLineTellsTheImportWithItsJobAndSteps() throws IOException {
        archive.add(List.of(imported("web", NOVEMBER)));
        JsonNode line = lines("imports-2026-11.jsonl").get(0);
        assertThat(line.path("status").asText()).isEqualTo("succeeded");
        assertThat(line.path("ended").asText()).isEqualTo("2026-11-30T23:59:59Z");
        assertThat(line.path("source").path("vm_name").asText()).isEqualTo("web");
        assertThat(line.path("job").path("steps").get(0).path("description").asText())
                .isEqualTo("Validating");
        assertThat(line.has("failure")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077"})
    void nobodyButOwnerAndGroupReadsItWhateverTheUmask(String umask) throws IOException {
        Command.run(List.of(
                "sh",
                "-c",
                "umask " + umask + "; exec \"$0\" -cp \"$1\" \"$2\" \"$3\"",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                System.getProperty("java.class.path"),
                AnImport.class.getName(),
                folder.toString()));

        assertThat(mode(folder.resolve("imports-2026-11.jsonl"))).isEqualTo("rw-r-----");
        assertThat(mode(folder)).isEqualTo("rwxr-x---");
    }

    /** Put into the archive by a process of its own, which alone can have another umask. */
    static final class AnImport {
        private AnImport() {}

        public static void main(String[] arguments) throws IOException {
            archiveIn(Path.of(arguments[0])).add(List.of(imported("web", NOVEMBER)));
        }
    }

    @Test
    void whatTheAdminHasMadeKeepsItsMode() throws IOException {
        Path file = folder.resolve("imports-2026-11.jsonl");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        archive.add(List.of(imported("web", NOVEMBER)));

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatIsLeftOfALineThatWasCutOffIsReplaced() throws IOException {
        archive.add(List.of(imported("web", NOVEMBER)));
        Files.writeString(folder.resolve("imports-2026-11.jsonl"), "{\"id\": \"cut o", StandardOpenOption.APPEND);
        archive.add(List.of(imported("mail", NOVEMBER)));
        assertThat(names("imports-2026-11.jsonl")).containsExactly("web", "mail");
    }

    @Test
    void aFullDiskIsAnError() throws IOException {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("imports-2026-11.jsonl"), Path.of("/dev/full"));
        assertThatThrownBy(() -> archive.add(List.of(imported("web", NOVEMBER))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }

    private List<String> names(String file) throws IOException {
        return lines(file).stream().map(line -> line.path("name").asText()).toList();
    }

    private List<JsonNode> lines(String file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return Files.readAllLines(folder.resolve(file)).stream()
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (IOException e) {
                        throw new IllegalStateException(line, e);
                    }
                })
                .toList();
    }

    private static ArchivedImport imported(String name, Instant ended) {
        NamedId provider = new NamedId(UUID.randomUUID(), "vcenter");
        return new ArchivedImport(
                UUID.randomUUID(),
                name,
                ImportState.SUCCEEDED,
                Phase.FINISHED,
                "Imported",
                100,
                List.of(),
                List.of(),
                null,
                new ImportSource(provider, "vm-1", name, "vpx://vcenter/"),
                null,
                new NamedId(UUID.randomUUID(), "host"),
                "admin@internal",
                null,
                ended,
                ended,
                ended,
                new ArchivedImport.ArchivedJob(
                        UUID.randomUUID(),
                        "Importing VM",
                        JobStatus.FINISHED,
                        ended,
                        ended,
                        List.of(new ArchivedImport.ArchivedStep(
                                0, "Validating", JobStatus.FINISHED, ended, ended, null))),
                List.of(),
                List.of());
    }
}
