package org.ovirt.v2v.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.TestingHistory;
import org.ovirt.v2v.engine.TestingHistory.Past;
import org.ovirt.v2v.testbed.TestingMount;

@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class ImportRetentionIT {
    /** More than are archived at once. */
    private static final int MANY = 250;

    private final Instant longAgo = Instant.now().minus(Duration.ofDays(181));

    @Inject
    ImportRetention retention;

    @Inject
    RetentionSettings settings;

    @Inject
    EntityManager entities;

    private Path file;

    @BeforeEach
    void clear() throws IOException {
        file = settings.archive().resolve("imports-" + YearMonth.from(longAgo.atZone(ZoneOffset.UTC)) + ".jsonl");
        Files.deleteIfExists(file);
    }

    @Test
    void whatEndedLongAgoIsArchivedWithItsJobAndWhatIsActiveOrFresherStays() throws IOException {
        List<Past> old = IntStream.range(0, MANY)
                .mapToObj(number -> Past.of("old-" + number, "SUCCEEDED", longAgo))
                .toList();
        Past active = Past.of("active", "CONVERTING", longAgo);
        Past fresh = Past.of("fresh", "FAILED", Instant.now().minus(Duration.ofDays(179)));
        store(Stream.concat(old.stream(), Stream.of(active, fresh)).toList());

        retention.tryToArchive();

        old.stream().limit(3).forEach(each -> {
            get("/imports/" + each.id()).statusCode(404);
            get("/jobs/" + each.job()).statusCode(404);
        });
        for (Past kept : List.of(active, fresh)) {
            get("/imports/" + kept.id()).statusCode(200);
            get("/jobs/" + kept.job() + "/steps").statusCode(200);
        }
        assertThat(Files.readAllLines(file))
                .hasSize(MANY)
                .allMatch(line -> line.contains("\"steps\":[{\"number\":0"))
                .allMatch(line -> line.matches(".*\"attempts\":\\[\\{\"id\":\"[^\"]+\",\"number\":1,.*"))
                .anyMatch(line -> line.contains(old.get(0).id().toString()));
        remove(active);
    }

    @Test
    void aFullDiskKeepsTheRowsAndAnEventSaysSo() throws IOException {
        Past old = Past.of(unique("old"), "CANCELLED", longAgo);
        store(List.of(old));
        Files.createDirectories(settings.archive());
        Files.createSymbolicLink(file, Path.of("/dev/full"));

        retention.tryToArchive();

        get("/imports/" + old.id()).statusCode(200);
        get("/jobs/" + old.job()).statusCode(200);
        assertThat(notArchived())
                .filteredOn(text -> text.contains("No space left"))
                .hasSize(1)
                .noneMatch(text -> text.contains("ReadWritePaths="));

        Files.delete(file);
        retention.tryToArchive();
        get("/imports/" + old.id()).statusCode(404);
        assertThat(Files.readString(file)).contains(old.id().toString());
    }

    @Test
    void anArchiveThatTheUnitKeepsReadOnlyIsToldWithItsRemedy() throws IOException {
        Past old = Past.of(unique("old"), "SUCCEEDED", longAgo);
        store(List.of(old));
        Files.createDirectories(settings.archive());
        TestingMount readOnly = TestingMount.readOnly(settings.archive(), settings.archive());
        try {
            retention.tryToArchive();
        } finally {
            readOnly.close();
        }

        get("/imports/" + old.id()).statusCode(200);
        assertThat(notArchived())
                .filteredOn(text -> text.contains("Read-only file system"))
                .hasSize(1)
                .allMatch(text -> text.contains("see ReadWritePaths= in docs/administration.md"));

        retention.tryToArchive();
        get("/imports/" + old.id()).statusCode(404);
    }

    private static List<String> notArchived() {
        return administrator()
                .queryParam("search", "type=20001")
                .get(EngineRequests.API + "/events")
                .path("event.description");
    }

    private void store(List<Past> imports) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.unwrap(Session.class).doWork(connection -> {
                    try (TestingHistory history = new TestingHistory(connection)) {
                        for (Past each : imports) {
                            history.add(each);
                        }
                    }
                }));
    }

    private void remove(Past left) {
        QuarkusTransaction.requiringNew().run(() -> entities.createQuery("delete from Import where id = :id")
                .setParameter("id", left.id())
                .executeUpdate());
    }
}
