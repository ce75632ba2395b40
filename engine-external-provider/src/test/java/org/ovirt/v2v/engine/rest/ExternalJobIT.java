package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.jobs.ExternalJobs;

/** Jobs that clients tell of, as Ansible's {@code ovirt_job} does. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class ExternalJobIT {
    private static final String PASSWORD = "some-Passw0rd";

    private static final int MOST_OF_OWNER = 1_000;
    private static final int AT_ONCE = 8;

    @Inject
    ExternalJobs jobs;

    private final String description = unique("Moving the shop");

    @Test
    void aJobIsToldOfWithItsStepsUntilItHasEnded() {
        String id = administrator()
                .contentType("application/xml")
                .body("<job><auto_cleared>true</auto_cleared><description>" + description
                        + "</description><external>true</external><status>started</status></job>")
                .post(API + "/jobs")
                .then()
                .statusCode(201)
                .body("status", equalTo("started"))
                .body("external", equalTo("true"))
                .extract()
                .path("id");
        String step = administrator()
                .contentType("application/xml")
                .body("<step><description>stop</description><external>true</external><status>started</status>"
                        + "<type>unknown</type><job id=\"" + id + "\"/></step>")
                .post(API + "/jobs/" + id + "/steps")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        addStep(id, "copy").statusCode(201);

        administrator()
                .contentType("application/xml")
                .body("<action><succeeded>true</succeeded></action>")
                .post(API + "/jobs/" + id + "/steps/" + step + "/end")
                .then()
                .statusCode(200)
                .body("status", equalTo("complete"));
        post("/jobs/" + id + "/steps/" + step + "/end", "{}").statusCode(409);
        get("/jobs/" + id + "/steps")
                .body("step.description", equalTo(List.of("stop", "copy")))
                .body("step.status", equalTo(List.of("finished", "started")));
        post("/jobs/" + id + "/end", "{\"succeeded\": \"true\"}").statusCode(200);

        get("/jobs/" + id + "?follow=steps")
                .body("status", equalTo("finished"))
                .body("steps.step[1].status", equalTo("finished"));
        addStep(id, "late").statusCode(409).body("detail", containsString("is finished already"));
        post("/jobs/" + id + "/clear", "").statusCode(200);
        get("/jobs/" + id).statusCode(404);
    }

    @Test
    void aStepThatFailsFailsItsJob() {
        String id = add("/jobs", job(description));
        String step = addStep(id, "stop").statusCode(201).extract().path("id");
        addStep(id, "copy").statusCode(201);

        post("/jobs/" + id + "/steps/" + step + "/end", "{\"succeeded\": false}")
                .statusCode(200);

        get("/jobs/" + id + "?follow=steps")
                .body("status", equalTo("failed"))
                .body("end_time", notNullValue())
                .body("steps.step.status", equalTo(List.of("failed", "failed")));
        addStep(id, "late").statusCode(409).body("detail", containsString("is failed already"));
    }

    @Test
    void stepsThatAreToldOfAtOnceAreAllTaken() throws Exception {
        String id = add("/jobs", job(description));
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Integer>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(client -> clients.submit(() -> {
                        start.await();
                        return addStep(id, "copy " + client).extract().statusCode();
                    }))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(201);
            }
        } finally {
            clients.shutdownNow();
        }

        get("/jobs/" + id + "/steps").body("step.number", equalTo(List.of("0", "1", "2", "3", "4", "5", "6", "7")));
    }

    @Test
    void jobsAreSearchedFor() {
        String id = add("/jobs", job(description));
        add("/jobs", job(description + " too"));
        get("/jobs?search=description=\"" + description + "\" and status=started")
                .body("job.id", equalTo(List.of(id)));
        get("/jobs?search=description=\"" + description + "*\" sortby description desc&max=1")
                .body("job", hasSize(1))
                .body("job[0].description", equalTo(description + " too"));
        get("/jobs?search=description=\"" + description + "\" and status=failed")
                .body("job", hasSize(0));
        get("/jobs?search=colour=red").statusCode(400).body("field", equalTo("search"));
        get("/jobs?search=status=lost").statusCode(400);
    }

    @Test
    void whatIsIncompleteOrOfSomebodyElseIsRefused() {
        post("/jobs", "{\"description\": \"x\"}")
                .statusCode(400)
                .body("detail", containsString("Job [external] required for add"));
        post("/jobs", "{\"description\": \"x\", \"external\": false}")
                .statusCode(400)
                .body("field", equalTo("external"));
        post("/jobs", "{\"description\": \"a\\nb\", \"external\": true}").statusCode(400);
        String id = add("/jobs", job(description));
        post("/jobs/" + id + "/steps", "{\"description\": \"x\", \"external\": true, \"type\": \"odd\"}")
                .statusCode(400)
                .body("field", equalTo("type"));
        post("/jobs/" + UUID.randomUUID() + "/end", "{}").statusCode(404);

        String operator = operator();
        asked(operator, "/jobs/" + id + "/end").statusCode(403).body("detail", containsString("belongs to the user"));
        String own = as(operator, "/jobs", job(description))
                .statusCode(201)
                .extract()
                .path("id");
        asked(operator, "/jobs/" + own + "/end").statusCode(200);
        get("/jobs/" + own).body("status", equalTo("finished"));
    }

    @Test
    void whoAddsAndNeverEndsLeavesRoomForOthers() {
        List<UUID> greedy = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_OF_OWNER; i++) {
                greedy.add(jobs.add(description, true).id());
            }
            assertThatThrownBy(() -> jobs.add(description, true))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("The user SYSTEM has 1000 external jobs already.");
            as(operator(), "/jobs", job(description)).statusCode(201);
        } finally {
            greedy.forEach(jobs::clear);
        }
    }

    private static String operator() {
        String name = unique("user") + "@internal";
        add("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD));
        add("/permissions", "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"ImportOperator\"}}".formatted(name));
        return name;
    }

    private static ValidatableResponse asked(String user, String path) {
        return as(user, path, "{}");
    }

    private static ValidatableResponse as(String user, String path, String body) {
        return administrator()
                .auth()
                .preemptive()
                .basic(user, PASSWORD)
                .contentType("application/json")
                .body(body)
                .post(API + path)
                .then();
    }

    private static ValidatableResponse addStep(String job, String description) {
        return post(
                "/jobs/" + job + "/steps",
                "{\"description\": \"%s\", \"external\": \"true\", \"type\": \"executing\"}".formatted(description));
    }

    private static String job(String description) {
        return "{\"description\": \"%s\", \"external\": \"true\"}".formatted(description);
    }
}
