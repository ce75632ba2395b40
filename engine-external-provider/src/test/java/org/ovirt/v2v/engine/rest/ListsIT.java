package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.TestingHistory;
import org.ovirt.v2v.engine.TestingHistory.Past;

/** Lists that are too long to be sent whole. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class ListsIT {
    private static final int MANY = 40;
    private static final List<String> STATES = List.of("SUCCEEDED", "FAILED", "CANCELLED");

    @Inject
    EntityManager entities;

    private final String name = unique("listed");
    private List<Past> stored;

    /** Some of the same instant, of all states by turns. */
    @BeforeEach
    void store() {
        stored = store(MANY, name, STATES);
    }

    private List<Past> store(int many, String prefix, List<String> states) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<Past> past = IntStream.range(0, many)
                .mapToObj(number -> Past.of(
                        prefix + "-" + number,
                        states.get(number % states.size()),
                        now.plus(number / 5, ChronoUnit.MICROS)))
                .toList();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.unwrap(Session.class).doWork(connection -> {
                    try (TestingHistory history = new TestingHistory(connection)) {
                        for (Past each : past) {
                            history.add(each);
                            history.addEvents(each);
                        }
                    }
                }));
        return past;
    }

    /** oVirt's SDKs, and so Ansible, ask for a list once and know nothing of further pages. */
    @Test
    void whoAsksForOneListGetsAllMachinesAndWhatGoesOn() {
        String job = administrator()
                .contentType("application/xml")
                .body("<job><description>" + unique("wave")
                        + "</description><external>true</external><status>started</status></job>")
                .post(API + "/jobs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String prefix = unique("wave");
        List<Past> many = store(1_001, prefix, List.of("SUCCEEDED"));
        try {
            get("/vms?search=name%3D" + prefix + "*").body("vm", hasSize(1_001));
            List<String> jobs = get("/jobs").extract().path("job.id");
            assertThat(jobs).hasSizeGreaterThan(1_000).contains(job).doesNotHaveDuplicates();
            assertThat(get("/jobs?max=1000").extract().<List<String>>path("job.id"))
                    .doesNotContain(job);
        } finally {
            forget(many);
        }
    }

    private void forget(List<Past> past) {
        QuarkusTransaction.requiringNew()
                .run(() -> past.forEach(each -> List.of(
                                "delete from import_attempts where import_id = :import",
                                "delete from imports where id = :import",
                                "delete from audit_events where vm_id = :import",
                                "delete from job_steps where job_id = :job",
                                "delete from jobs where id = :job")
                        .forEach(sql -> {
                            Query query = entities.createNativeQuery(sql);
                            query.getParameters()
                                    .forEach(parameter -> query.setParameter(
                                            parameter.getName(),
                                            parameter.getName().equals("job") ? each.job() : each.id()));
                            query.executeUpdate();
                        })));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status=failed&", "status=failed,succeeded,failed&"})
    void importsAreReadPageByPageEachOnce(String filter) {
        List<String> whole = get("/imports?" + filter + "max=1000").extract().path("import.id");
        List<String> paged = walk("/imports?" + filter + "max=7", "import.id");
        assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates();
        assertThat(paged)
                .containsAll(stored.stream()
                        .filter(each ->
                                filter.isEmpty() || filter.contains(each.state().toLowerCase(Locale.ROOT)))
                        .map(each -> each.id().toString())
                        .toList());
        get("/imports?" + filter + "max=7&page=2")
                .body("import.id", equalTo(whole.subList(7, 14)))
                .body("total", equalTo(String.valueOf(whole.size())))
                .body("next", notNullValue());
    }

    @Test
    void jobsAreReadPageByPageEachOnce() {
        List<String> whole = get("/jobs").extract().path("job.id");
        assertThat(walk("/jobs?max=7", "job.id")).isEqualTo(whole).doesNotHaveDuplicates();
        assertThat(whole)
                .containsAll(stored.stream().map(each -> each.job().toString()).toList());
    }

    @Test
    void eventsAreReadPageByPageEachOnce() {
        String search = "search=type%3D1152%20and%20vm.name%3D" + name + "-3";
        assertThat(walk("/events?" + search + "&max=1", "event.id")).hasSize(1);
        List<String> whole = get("/events?max=1000").extract().path("event.id");
        List<String> paged = walk("/events?max=100", "event.id");
        assertThat(paged.subList(0, whole.size())).isEqualTo(whole);
        assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3 * MANY);
    }

    @Test
    void aPlaceThatNoListHasSaidIsRefused() {
        for (String list : List.of("/imports", "/jobs", "/events")) {
            get(list + "?after=x").statusCode(400).body("field", equalTo("after"));
        }
        String next = get("/imports?max=1").extract().path("next");
        get("/imports?max=1&page=2&after=" + next)
                .statusCode(400)
                .body("field", equalTo("page"))
                .body("detail", containsString("not by both"));
    }

    @Test
    void aLongerPageTakesNoMoreQueries() {
        for (String list : List.of("/imports", "/jobs", "/events")) {
            assertThat(queries(list + "?max=30")).as(list).isEqualTo(queries(list + "?max=3"));
        }
    }

    @Test
    void aPageThatIsFarBehindAllIsEmpty() {
        for (String list : List.of("/vms", "/jobs", "/events")) {
            for (String page : List.of("500000", "1000000")) {
                get(list + "?max=5000&search=page%20" + page)
                        .statusCode(200)
                        .body(list.substring(1).replaceFirst("s$", ""), hasSize(0));
            }
        }
    }

    private long queries(String path) {
        Statistics statistics =
                entities.unwrap(Session.class).getSessionFactory().getStatistics();
        statistics.setStatisticsEnabled(true);
        get(path).statusCode(200);
        // the engine asks the database now and then by itself: the least of some is what the list takes
        return IntStream.range(0, 20)
                .mapToLong(time -> {
                    statistics.clear();
                    get(path).statusCode(200);
                    return statistics.getPrepareStatementCount();
                })
                .min()
                .orElseThrow();
    }

    /** The path is encoded already. */
    private static ValidatableResponse get(String path) {
        return administrator()
                .urlEncodingEnabled(false)
                .get(EngineRequests.API + path)
                .then();
    }

    /** All entries, page by page. */
    private static List<String> walk(String path, String ids) {
        List<String> all = new ArrayList<>();
        String next = null;
        do {
            ExtractableResponse<?> page = get(next == null ? path : path + "&after=" + next)
                    .statusCode(200)
                    .extract();
            all.addAll(page.<List<String>>path(ids));
            next = page.path("next");
        } while (next != null);
        return all;
    }
}
