package org.ovirt.v2v.engine.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.USER;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.ForeignUsersProfile;
import org.ovirt.v2v.testbed.EventStream;
import org.ovirt.v2v.testbed.TestingOvirtSso;

/** Users of an oVirt engine use this one with its tokens, or with the name and password that they have there. */
@QuarkusTest
@TestProfile(ForeignUsersProfile.class)
class OvirtSsoIT {
    /** What oVirt's engine says counts for a minute at most. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(100);

    private static final Duration BOUNDED = Duration.ofSeconds(10);

    /** All who ask at the same time are answered so soon, not one after the other. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final int MANY = 20;

    @AfterEach
    void restore() {
        sso("up");
        awaitAnswers();
    }

    @Test
    void aTokenOfTheEngineIsGoodHereForWhatPermissionsGive() {
        String name = unique("operator") + "@internal";
        String token = tokenOf(name);
        bearer(token).get(API + "/hosts").then().statusCode(403);
        allow(name, "ImportOperator");
        bearer(token).get(API).then().statusCode(200).body("authenticated_user.user_name", equalTo(name + "@ovirt"));
        bearer(token).get(API + "/hosts").then().statusCode(200);
        bearer(token).delete(API + "/hosts/" + UUID.randomUUID()).then().statusCode(403);
    }

    /** The administrator of one engine is not that of the other. */
    @Test
    void whoIsCalledLikeAUserOfThisEngineIsAnother() {
        bearer(tokenOf("admin@internal")).get(API + "/hosts").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"late@internal", "idle@internal", "", "../admin", "a\\\"b", "@internal"})
    void whoseTokenHasEndedOrWhoHasNoNameIsRefused(String name) {
        bearer(tokenOf(name)).get(API).then().statusCode(401);
    }

    @Test
    void aTokenThatTheEngineDoesNotKnowIsRefused() {
        bearer(UUID.randomUUID().toString()).get(API).then().statusCode(401);
        bearer("x".repeat(9_000)).get(API).then().statusCode(401);
    }

    /** As webadmin's are where the engine asks as a client of its own. */
    @Test
    void aTokenOfAnotherClientIsRefused() {
        String other = request("operator@internal")
                .auth()
                .preemptive()
                .basic(TestingOvirtSso.OTHER_CLIENT, "its secret")
                .post(url() + "/sso/oauth/token")
                .path("access_token");
        bearer(other).get(API).then().statusCode(401);
    }

    @Test
    void anEngineThatDoesNotKnowTheClientRefusesNobody() {
        String token = tokenOf(unique("operator") + "@internal");
        sso("clientless");
        bearer(token).get(API).then().statusCode(503);
    }

    @Test
    void oVirtsSignInTakesThePasswordsOfTheEngine() {
        String name = unique("operator") + "@internal";
        Response granted = signIn(name + "@ovirt", TestingOvirtSso.PASSWORD);
        granted.then().statusCode(200).body("token_type", equalTo("bearer"));
        bearer(granted.path("access_token")).get(API + "/hosts").then().statusCode(403);
        allow(name, "ImportOperator");
        bearer(granted.path("access_token")).get(API + "/hosts").then().statusCode(200);

        signIn(name + "@ovirt", "wrong").then().statusCode(400).body("error_code", equalTo("access_denied"));
        get("/events?search=type=114 and usrname=" + name + "@ovirt")
                .body("event[0].description", containsString("127.0.0.1"));
    }

    @Test
    void anEngineThatIsAwayIsNoRefusal() {
        String known = tokenOf(unique("operator") + "@internal");
        String unknown = tokenOf(unique("operator") + "@internal");
        bearer(known).get(API).then().statusCode(200);
        for (String fault : new String[] {"down", "hanging"}) {
            sso(fault);
            Instant asked = Instant.now();
            signIn("operator@internal@ovirt", TestingOvirtSso.PASSWORD)
                    .then()
                    .statusCode(503)
                    .body("error_code", equalTo("server_error"));
            bearer(unknown)
                    .get(API)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"))
                    .body("detail", containsString("cannot say"));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(BOUNDED);
            bearer(known).get(API).then().statusCode(200);
            administrator().get(API).then().statusCode(200);
        }
        sso("up");
        awaitAnswers();
        bearer(unknown).get(API).then().statusCode(200);
    }

    @Test
    void manyWithOneTokenAreNotWaitedForOneAfterTheOtherWhileTheEngineHangs() {
        String unknown = tokenOf(unique("operator") + "@internal");
        sso("hanging");
        ExecutorService clients = Executors.newFixedThreadPool(MANY);
        try {
            Instant asked = Instant.now();
            List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> bearer(unknown).get(API).statusCode(), clients))
                    .limit(MANY)
                    .toList();
            administrator().get(API).then().statusCode(200);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(503));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_ONCE);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Anybody can make up tokens, and each is asked about. */
    @Test
    void whoMakesUpTokensLocksOutNobodyElse() {
        String good = tokenOf(unique("operator") + "@internal");
        sso("doubting");
        ExecutorService strangers = Executors.newFixedThreadPool(2 * MANY);
        try {
            List<CompletableFuture<Integer>> answers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> madeUp("198.51.100.1"), strangers))
                    .limit(2 * MANY)
                    .toList();
            bearer(good)
                    .header("X-Forwarded-For", "198.51.100.2")
                    .get(API)
                    .then()
                    .statusCode(200);
            assertThat(answers).extracting(CompletableFuture::join).containsOnly(401, 503);
            int atOnce = sso("up").extract().path("most_doubted");
            assertThat(atOnce).isPositive().isLessThanOrEqualTo(2);
        } finally {
            strangers.shutdownNow();
        }
    }

    private static int madeUp(String address) {
        return bearer(UUID.randomUUID().toString())
                .header("X-Forwarded-For", address)
                .get(API)
                .statusCode();
    }

    @Test
    void anEndedTokenOfThisEngineIsRefusedWhoeverIsAway() {
        String own = signIn(USER, EngineEnvironment.PASSWORD).path("access_token");
        sso("down");
        bearer(own).get(API).then().statusCode(200);
        anonymous()
                .formParam("token", own)
                .post("/ovirt-engine/services/sso-logout")
                .then()
                .statusCode(200);
        bearer(own).get(API).then().statusCode(401);
    }

    @Test
    void whoSignsOutHereIsSignedOutThereTooAtOnce() {
        String token = signIn(unique("operator") + "@internal@ovirt", TestingOvirtSso.PASSWORD)
                .path("access_token");
        bearer(token).get(API).then().statusCode(200);
        asked(token).statusCode(200);
        signOut(token).then().statusCode(200).body("size()", equalTo(0));
        bearer(token).get(API).then().statusCode(401);
        asked(token).statusCode(400).body("error", equalTo("invalid_grant"));
        signOut(token).then().statusCode(200);
        signOut(UUID.randomUUID().toString()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "hanging", "keeping"})
    void aTokenThatCouldNotBeEndedIsNotSaidToHaveEnded(String fault) {
        String token = tokenOf(unique("operator") + "@internal");
        bearer(token).get(API).then().statusCode(200);
        sso(fault);
        signOut(token)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("error_code", equalTo("server_error"));
        sso("up");
        awaitAnswers();
        signOut(token).then().statusCode(200);
        bearer(token).get(API).then().statusCode(401);
    }

    private static Response signOut(String token) {
        return anonymous()
                .formParam("scope", "ovirt-app-api")
                .formParam("token", token)
                .post("/ovirt-engine/services/sso-logout");
    }

    private static String read(Path secret) {
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What oVirt itself answers to those who ask about a token. */
    private static ValidatableResponse asked(String token) {
        Config settings = ConfigProvider.getConfig();
        String secret = read(settings.getValue("v2v.ovirt-sso.client-secret-file", Path.class));
        return given().accept("application/json")
                .auth()
                .preemptive()
                .basic(settings.getValue("v2v.ovirt-sso.client-id", String.class), secret)
                .formParam("token", token)
                .post(url() + "/sso/oauth/token-info")
                .then();
    }

    @Test
    void whoIsSignedOutThereIsSignedOutHereAndStreamsEnd() {
        String name = unique("operator") + "@internal";
        String token = tokenOf(name);
        bearer(token).get(API).then().statusCode(200);
        allow(name, "ReadOnlyAdmin");
        try (EventStream stream = EventStream.open(client().withToken(token), EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            sso("revoked?" + token);
            await().atMost(FORGOTTEN).until(stream::hasEnded);
        }
        bearer(token).get(API).then().statusCode(401);
    }

    /** After a time-out the engine is left alone for a moment. */
    private static void awaitAnswers() {
        await().atMost(BOUNDED)
                .until(() -> bearer(UUID.randomUUID().toString()).get(API).statusCode() == 401);
    }

    private static void allow(String name, String role) {
        post("/permissions", "{\"user\": {\"name\": \"%s@ovirt\"}, \"role\": {\"name\": \"%s\"}}".formatted(name, role))
                .statusCode(201);
    }

    private static Response signIn(String name, String password) {
        return anonymous()
                .formParam("grant_type", "password")
                .formParam("scope", "ovirt-app-api")
                .formParam("username", name)
                .formParam("password", password)
                .post("/ovirt-engine/sso/oauth/token");
    }

    private static RequestSpecification bearer(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    /** As a client gets it that asks oVirt's engine itself. */
    private static String tokenOf(String user) {
        return request(user).post(url() + "/sso/oauth/token").path("access_token");
    }

    private static RequestSpecification request(String user) {
        return given().accept("application/json")
                .formParam("grant_type", "password")
                .formParam("scope", "ovirt-app-api")
                .formParam("username", user)
                .formParam("password", TestingOvirtSso.PASSWORD);
    }

    private static ValidatableResponse sso(String state) {
        return given().post(url().replace("/ovirt-engine", "/control/" + state))
                .then()
                .statusCode(200);
    }

    private static String url() {
        return ConfigProvider.getConfig().getValue("v2v.ovirt-sso.url", String.class);
    }
}
