package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.GuardedProfile;
import org.ovirt.v2v.engine.security.LoginThrottle;
import org.ovirt.v2v.engine.security.TestingGuesses;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EventStream;

/** No client takes what is there for all, and none keeps another out; all come through a proxy that is trusted. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
class ClientLimitsIT {
    private static final String PASSWORD = "some-Passw0rd";
    private static final int MORE_THAN_EVER_ALLOWED = 1_000;
    private static final int WITHOUT_PAUSE = 5;

    /** Beside those before they close the account for a minute. */
    private static final int MORE_GUESSES = 7;

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    private LoginThrottle throttle;

    @Test
    void whoSendsTooMuchIsToldWhenToComeAgainAndOthersNoticeNothing() {
        String eager = addAuditor();
        String patient = addAuditor();
        whenNoLongerAnsweredBy(200, () -> as(eager)
                        .header("X-Forwarded-For", "198.51.100.1")
                        .header("Correlation-Id", "eager-1")
                        .get(API))
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("1"))
                .contentType("application/json")
                .body("detail", containsString("too many requests"));
        whenNoLongerAnsweredBy(200, () -> as(eager).accept("application/xml").get(API))
                .then()
                .statusCode(429)
                .contentType("application/xml")
                .body("fault.detail", containsString("too many requests"));
        as(patient).get(API).then().statusCode(200);
        await().atMost(SOON).until(() -> as(eager).get(API).statusCode() == 200);
        await().atMost(SOON).untilAsserted(() -> get("/events?search=type=20025 and message=*198.51.100.1*")
                .body("event", hasSize(1))
                .body("event[0].correlation_id", equalTo("eager-1")));
    }

    @Test
    void oVirtsClientsKnowThatTheyAreNotSignedIn() {
        whenNoLongerAnsweredBy(400, () -> anonymous()
                        .header("X-Forwarded-For", "198.51.100.45")
                        .formParam("grant_type", "none")
                        .post("/ovirt-engine/sso/oauth/token"))
                .then()
                .statusCode(429)
                .body("error", containsString("too many requests"))
                .body("error_code", equalTo("server_error"));
    }

    @Test
    void whatShowsATokenThatNobodyKnowsIsRecordedAndBoundedToo() {
        anonymous()
                .header("X-Forwarded-For", "198.51.100.44")
                .header("Correlation-Id", "guess-1")
                .header("Authorization", "Bearer guessed-otherwise")
                .get(API)
                .then()
                .statusCode(401);
        get("/events?search=type=114 and message=*198.51.100.44*")
                .body("event", hasSize(1))
                .body("event[0].description", containsString("token"))
                .body("event[0].correlation_id", equalTo("guess-1"));
        whenNoLongerAnsweredBy(401, () -> anonymous()
                        .header("Authorization", "Bearer guessed")
                        .get(API))
                .then()
                .statusCode(429);
        whenNoLongerAnsweredBy(401, () -> anonymous()
                        .header("Cookie", "__Host-v2v-session=guessed")
                        .get(API))
                .then()
                .statusCode(429);
        // who shows nothing is another client
        anonymous().get(API).then().statusCode(401);
    }

    @Test
    void streamsOfAUserAreBounded() {
        String many = addAuditor();
        EngineClient user = client().withPassword(many, PASSWORD);
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int number = 0; number < GuardedProfile.STREAMS; number++) {
                streams.add(EventStream.open(user, EventStream.IMPORTS));
                assertThat(streams.get(number).status()).isEqualTo(200);
            }
            as(many).accept("text/event-stream")
                    .get(API + "/imports/stream")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("1"))
                    .body("fault.detail", containsString("too many streams"));
            try (EventStream ofAnother = EventStream.open(client(), EventStream.IMPORTS)) {
                assertThat(ofAnother.status()).isEqualTo(200);
            }
            streams.get(0).close();
            await().atMost(SOON).until(() -> {
                try (EventStream again = EventStream.open(user, EventStream.IMPORTS)) {
                    return again.status() == 200;
                }
            });
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    @Test
    void whoGuessesAtAnAccountKeepsItsOwnerElsewhereNotOut() {
        String owner = addAuditor();
        for (int guess = 0; guess < WITHOUT_PAUSE; guess++) {
            // the address in front is the guesser's own invention
            signIn(owner, "wrong-" + guess, "203.0.113." + guess + ", 198.51.100.66");
        }
        get("/events?search=type=114 and usrname=" + owner + " sortby id")
                .body("event[0].description", containsString("198.51.100.66"));
        TestingGuesses.at(throttle, owner, "198.51.100.66", MORE_GUESSES);
        assertThat(signIn(owner, PASSWORD, "203.0.113.99, 198.51.100.66").statusCode())
                .as("right, but from where the guesses come from")
                .isEqualTo(400);
        assertThat(signIn(owner, PASSWORD, "198.51.100.7").statusCode()).isEqualTo(200);
    }

    /** Whoever has got hold of a token could try passwords with it otherwise. */
    @Test
    void whoGuessesAtTheOldPasswordHasToWaitToo() {
        String owner = addAuditor();
        String id = get("/users").extract().path("user.find { it.user_name == '%s' }.id".formatted(owner));
        String token = signIn(owner, PASSWORD, "198.51.100.8").path("access_token");
        changePassword(id, token, "wrong-1", "198.51.100.67")
                .then()
                .statusCode(400)
                .body("field", equalTo("old_password"))
                .body("detail", containsString("is wrong"));
        TestingGuesses.at(throttle, owner, "198.51.100.67", WITHOUT_PAUSE + MORE_GUESSES);
        changePassword(id, token, PASSWORD, "198.51.100.67")
                .then()
                .statusCode(400)
                .body("field", equalTo("old_password"))
                .body("detail", containsString("wait up to a minute"));
        changePassword(id, token, PASSWORD, "198.51.100.8").then().statusCode(200);
    }

    private static Response changePassword(String user, String token, String old, String forwardedFor) {
        return anonymous()
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", forwardedFor)
                .contentType("application/json")
                .body("{\"old_password\": \"%s\", \"new_password\": \"other-Passw0rd\"}".formatted(old))
                .post(API + "/users/" + user + "/changepassword");
    }

    /**
     * The first answer that is another one, of more requests than are allowed at once: how many are, grows while they are
     * sent.
     */
    private static Response whenNoLongerAnsweredBy(int status, Supplier<Response> request) {
        return Stream.generate(request)
                .limit(MORE_THAN_EVER_ALLOWED)
                .filter(answer -> answer.statusCode() != status)
                .findFirst()
                .orElseThrow(() -> new AssertionError("each of the requests was answered by " + status));
    }

    private static Response signIn(String name, String password, String forwardedFor) {
        return anonymous()
                .header("X-Forwarded-For", forwardedFor)
                .formParam("grant_type", "password")
                .formParam("username", name)
                .formParam("password", password)
                .post("/ovirt-engine/sso/oauth/token");
    }

    private static String addAuditor() {
        String name = unique("user") + "@internal";
        post("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .statusCode(201);
        post("/permissions", "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"ReadOnlyAdmin\"}}".formatted(name))
                .statusCode(201);
        return name;
    }

    private static RequestSpecification as(String name) {
        return anonymous().auth().preemptive().basic(name, PASSWORD);
    }
}
