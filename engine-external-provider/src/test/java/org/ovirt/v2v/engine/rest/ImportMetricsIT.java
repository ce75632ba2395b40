package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitStatus;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.testbed.Repository;

/** What a monitoring system reads of imports. */
@QuarkusTest
@TestProfile(ImportProfile.class)
class ImportMetricsIT {
    private static final String METRICS = "/ovirt-engine/services/metrics";
    private static final String OWN = "v2v_";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    private ImportEstate estate;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        estate = ImportEstate.register();
        agent.add(TestingMachine.of("vm-1", "web"));
    }

    @Test
    void metricsAskForAUser() {
        anonymous().get(METRICS).then().statusCode(401);
    }

    @Test
    void importsAreCountedByTheirOutcome() {
        double succeeded = metric("v2v_imports_total{outcome=\"succeeded\"}");
        double failed = metric("v2v_imports_total{outcome=\"failed\"}");

        end(JobStatus.DONE, null, "succeeded");
        end(JobStatus.ERROR, Failure.of(FailureCode.COPY_FAILED, "The disk broke."), "failed");

        // counted after the status can be read
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(metric("v2v_imports_total{outcome=\"succeeded\"}")).isEqualTo(succeeded + 1);
            assertThat(metric("v2v_imports_total{outcome=\"failed\"}")).isEqualTo(failed + 1);
        });
        assertThat(metric("v2v_imports_duration_seconds_count{outcome=\"succeeded\"}"))
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void importsThatRunAndThatWaitAreShown() {
        estate.converting("vm-1", unique("one"));
        estate.converting("vm-1", unique("two"));
        estate.submit("vm-1", unique("three")).statusCode(202);

        assertThat(metric("v2v_imports_active")).isEqualTo(2);
        assertThat(metric("v2v_imports_queued")).isEqualTo(1);
    }

    @Test
    void theGuideNamesEveryMetricThatTheEngineHas() throws IOException {
        end(JobStatus.DONE, null, "succeeded");
        await().atMost(SOON).until(() -> names().contains("v2v_imports_duration_seconds"));
        String guide = Files.readString(Repository.file("docs/administration.md"));

        assertThat(names()).filteredOn(name -> name.startsWith(OWN)).allSatisfy(name -> assertThat(guide)
                .contains("| `" + name + "` |"));
        assertThat(Pattern.compile("\\| `(v2v_\\w+)` \\|")
                        .matcher(guide)
                        .results()
                        .map(match -> match.group(1)))
                .as("what the guide names is there")
                .isSubsetOf(names());
        assertThat(names()).filteredOn(name -> !name.startsWith(OWN)).allSatisfy(name -> assertThat(guide)
                .contains("`" + name.substring(0, name.indexOf('_') + 1)));
    }

    @Test
    void thePathsOfPagesAndOfStrangersDoNotUseUpTheValuesOfRequests() {
        for (int page = 0; page < 350; page++) {
            anonymous().get("/ovirt-engine/v2v/imports/" + page);
            anonymous().get("/nowhere/" + page);
        }

        administrator().get(API + "/jobs").then().statusCode(200);

        assertThat(uris()).contains("/ovirt-engine/api/jobs").noneMatch(uri -> uri.matches(".*/\\d+"));
    }

    /** By which requests are counted. */
    private static Set<String> uris() {
        return Pattern.compile("^http_server_requests_seconds_count\\{.*uri=\"([^\"]*)\"", Pattern.MULTILINE)
                .matcher(metrics())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private void end(JobStatus outcome, Failure failure, String status) {
        String id = estate.converting("vm-1", unique("web"));
        agent.report(UUID.fromString(id), outcome, Phase.FINISHED, 100, failure);
        awaitStatus(id, status);
    }

    /** As Prometheus' text has them, whatever their labels. */
    private static Set<String> names() {
        return Pattern.compile("^# TYPE (\\w+) (\\w+)", Pattern.MULTILINE)
                .matcher(metrics())
                .results()
                .map(match -> match.group(1) + (match.group(2).equals("counter") ? "_total" : ""))
                .collect(Collectors.toSet());
    }

    private static String metrics() {
        return administrator()
                .accept(ContentType.ANY)
                .get(METRICS)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static double metric(String series) {
        String text = metrics();
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text);
        assertThat(line.find()).as("%s in %s", series, text).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
