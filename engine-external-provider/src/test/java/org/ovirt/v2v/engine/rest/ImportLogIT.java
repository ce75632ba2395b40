package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.unique;
import static org.ovirt.v2v.engine.rest.ImportEstate.IMPORTS;
import static org.ovirt.v2v.engine.rest.ImportEstate.awaitStatus;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.VerbName;

/** What somebody reads who wants to know what virt-v2v said. */
@QuarkusTest
@TestProfile(ImportProfile.class)
class ImportLogIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LOG = "virt-v2v: Größe unbekannt\n";

    /** More than an agent sends at once. */
    private static final int LARGE = 700_000;

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    private String id;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        ImportEstate estate = ImportEstate.register();
        agent.add(TestingMachine.of("vm-1", "web"));
        id = estate.converting("vm-1", unique("web"));
        agent.log(UUID.fromString(id), LOG);
    }

    @Test
    void theLogIsHandedOutWholeOrInPart() {
        byte[] bytes = LOG.getBytes(StandardCharsets.UTF_8);
        log("").statusCode(200)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Content-Length", String.valueOf(bytes.length))
                .body(equalTo(LOG));
        log("?offset=10").statusCode(200).body(equalTo(LOG.substring(10)));
        log("?file=json").statusCode(200).body(equalTo(LOG));
        ranged("bytes=0-7")
                .statusCode(206)
                .header("Content-Range", "bytes 0-7/" + bytes.length)
                .body(equalTo("virt-v2v"));
        ranged("bytes=-10").statusCode(206).body(equalTo("unbekannt\n"));
        ranged("bytes=1000-").statusCode(416).header("Content-Range", "bytes */" + bytes.length);
        ranged("pages=1").statusCode(200).body(equalTo(LOG));
    }

    @Test
    void aLargeLogComesWhole() {
        String large = "0123456789".repeat(LARGE / 10);
        agent.log(UUID.fromString(id), large);
        assertThat(log("").statusCode(200).extract().asString()).isEqualTo(large);
    }

    @Test
    void aLogThatIsFollowedEndsWithItsAttempt() {
        CompletableFuture<String> followed = CompletableFuture.supplyAsync(() -> log("?follow=true")
                .statusCode(200)
                .header("X-Accel-Buffering", "no")
                .extract()
                .asString());
        await().atMost(SOON).until(() -> agent.asked(VerbName.GET_JOB_LOG) > 3);
        agent.log(UUID.fromString(id), LOG + "more\n");
        assertThat(followed).isNotDone();

        agent.report(UUID.fromString(id), JobStatus.DONE, Phase.FINISHED, 100, null);

        await().atMost(SOON).until(followed::isDone);
        assertThat(followed.join()).isEqualTo(LOG + "more\n");
    }

    @Test
    void whatCannotBeHandedOutIsExplained() {
        log("?file=all").statusCode(400).body("field", equalTo("file")).body("detail", containsString("stderr"));
        log("?offset=-1").statusCode(400).body("field", equalTo("offset"));
        String other = UUID.randomUUID().toString();
        for (String path : List.of(id + "/attempts/" + other + "/log", other + "/attempts/" + id + "/log")) {
            administrator()
                    .accept(ContentType.ANY)
                    .get(API + IMPORTS + "/" + path)
                    .then()
                    .statusCode(404);
        }
        agent.goDown();
        log("").statusCode(400).body("code", equalTo("HOST_UNREACHABLE"));
        agent.comeUp();
        agent.reset();
        log("").statusCode(404).body("detail", containsString("log"));
    }

    @Test
    void theSupportBundleHasAllThatIsKnownAndNoPassword() {
        agent.report(UUID.fromString(id), JobStatus.DONE, Phase.FINISHED, 100, null);
        awaitStatus(id, "succeeded");
        Response answer = administrator().accept(ContentType.ANY).get(API + IMPORTS + "/" + id + "/supportbundle");
        answer.then()
                .statusCode(200)
                .header("Content-Type", containsString("application/zip"))
                .header("Content-Disposition", containsString("import-" + id + ".zip"));

        Map<String, String> files = Unzipped.of(answer.asByteArray());

        assertThat(files.keySet())
                .containsExactly(
                        "attempt-1/agent.log",
                        "attempt-1/host.json",
                        "attempt-1/json.log",
                        "attempt-1/stderr.log",
                        "attempt-1/stdout.log",
                        "attempts.json",
                        "engine.json",
                        "events.json",
                        "import.json");
        assertThat(files.get("attempt-1/stderr.log")).isEqualTo(LOG);
        assertThat(files.get("attempt-1/agent.log")).contains("line 1\nline 2\n");
        assertThat(files.get("import.json")).contains("succeeded", id);
        assertThat(files.get("events.json")).contains("1152");
        assertThat(String.join("", files.values())).doesNotContain("s0urce-Secret");
    }

    @Test
    void theSupportBundleSaysWhyALogIsMissing() {
        agent.goDown();
        Map<String, String> files = Unzipped.of(administrator()
                .accept(ContentType.ANY)
                .get(API + IMPORTS + "/" + id + "/supportbundle")
                .asByteArray());
        assertThat(files.get("attempt-1/stderr.log")).contains("could not be read", "told to be down");
        assertThat(files.get("attempt-1/agent.log")).contains("could not be read", "told to be down");
        assertThat(files.get("import.json")).contains(id);
    }

    private ValidatableResponse log(String query) {
        return administrator()
                .accept("text/plain, application/json")
                .get(API + IMPORTS + "/" + id + "/attempts/" + id + "/log" + query)
                .then();
    }

    private ValidatableResponse ranged(String range) {
        return administrator()
                .accept("text/plain, application/json")
                .header("Range", range)
                .get(API + IMPORTS + "/" + id + "/attempts/" + id + "/log")
                .then();
    }
}
