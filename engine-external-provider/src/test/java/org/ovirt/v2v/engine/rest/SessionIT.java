package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.testbed.EventStream;

/** The pages sign in with a cookie, which is of no use to other sites. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class SessionIT {
    private static final String PASSWORD = "some-Passw0rd";
    private static final String SESSION = "/ovirt-engine/sso/session";
    private static final String COOKIE = "__Host-v2v-session";
    private static final String DATA_CENTERS = API + "/datacenters";
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Test
    void aUserSignsInAndSeesWhatToExpect() {
        String bob = addUser("ReadOnlyAdmin");
        Response signedIn = open(bob, PASSWORD);
        signedIn.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("user.user_name", equalTo(bob))
                .body("expires_in", greaterThan(1_700))
                .body("expires_in", lessThanOrEqualTo(1_800))
                .body("permissions", equalTo(List.of(Map.of("role", "ReadOnlyAdmin"))));
        String token = signedIn.getCookie(COOKIE);
        signedIn.then().body(not(containsString(token)));
        assertThat(signedIn.getHeader("Set-Cookie").split("; ", -1))
                .containsExactlyInAnyOrder(COOKIE + "=" + token, "Path=/", "HTTPOnly", "Secure", "SameSite=Strict");

        session(token)
                .get(SESSION)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("user.user_name", equalTo(bob))
                .body("user.id", equalTo(idOf(bob)));
        session(token).get(API + "/hosts").then().statusCode(200);
        session(token).delete(API + "/hosts/" + UUID.randomUUID()).then().statusCode(403);
        session(token)
                .get(API + "/tokens")
                .then()
                .body("token", hasSize(1))
                .body("token[0].current", equalTo("true"))
                .body("token[0].address", equalTo("127.0.0.1"));
        get("/events?search=type=30 and usrname=" + bob)
                .body("event", hasSize(1))
                .body("event[0].description", containsString("127.0.0.1"))
                .body("event[0].description", not(containsString(token)));
    }

    @Test
    void aRoleInADataCenterIsToldWithItsPlace() {
        String bob = addUser();
        String name = unique("dc");
        String dataCenter = add("/datacenters", "{\"name\": \"%s\"}".formatted(name));
        post(
                        "/permissions",
                        "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"ImportOperator\"}, \"data_center\": {\"id\": \"%s\"}}"
                                .formatted(bob, dataCenter))
                .statusCode(201);
        open(bob, PASSWORD)
                .then()
                .body(
                        "permissions",
                        equalTo(List.of(Map.of("role", "ImportOperator", "data_center", Map.of("id", dataCenter)))));
        // what it answers to who shows a password with each request
        anonymous()
                .auth()
                .preemptive()
                .basic(bob, PASSWORD)
                .get(SESSION)
                .then()
                .statusCode(200)
                .body("user.user_name", equalTo(bob))
                .body("expires_in", nullValue());
    }

    @Test
    void whatAnotherSiteSendsWithTheCookieIsRefusedAndDoesNothing() {
        String token = token(addUser("SuperUser"));
        String name = unique("dc");
        RequestSpecification forged = anonymous()
                .cookie(COOKIE, token)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"%s\"}".formatted(name));
        forged.post(DATA_CENTERS)
                .then()
                .statusCode(403)
                .body("detail", containsString("session"))
                .body("remedy", containsString("V2V-Pages: 1"));
        forged.header("V2V-Pages", "true").post(DATA_CENTERS).then().statusCode(403);
        get("/datacenters?search=name=" + name).body("data_center", hasSize(0));
        String added = session(token)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"%s\"}".formatted(name))
                .post(DATA_CENTERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        anonymous()
                .cookie(COOKIE, token)
                .delete(DATA_CENTERS + "/" + added)
                .then()
                .statusCode(403);
        anonymous().cookie(COOKIE, token).delete(SESSION).then().statusCode(403);
        // a link to the API is followed, and changes nothing
        anonymous().cookie(COOKIE, token).get(DATA_CENTERS + "/" + added).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void whatABrowserSaysToBeOfAnotherSiteIsRefusedWhateverItShows(String site) {
        String name = unique("dc");
        administrator()
                .header("Sec-Fetch-Site", site)
                .contentType(ContentType.JSON)
                .body("{\"name\": \"%s\"}".formatted(name))
                .post(DATA_CENTERS)
                .then()
                .statusCode(403)
                .body("detail", containsString("Another site"));
        get("/datacenters?search=name=" + name).body("data_center", hasSize(0));
    }

    @Test
    void anotherSiteCannotSignAUserIn() {
        String bob = addUser();
        Response forged = anonymous()
                .contentType(ContentType.JSON)
                .body(Map.of("username", bob, "password", PASSWORD))
                .post(SESSION);
        forged.then().statusCode(403);
        assertThat(forged.getHeader("Set-Cookie")).isNull();
        asForm(bob).then().statusCode(415);
    }

    @Test
    void noOtherOriginIsToldThatItMay() {
        String token = token(addUser("ReadOnlyAdmin"));
        Response preflight = anonymous()
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "V2V-Pages")
                .options(DATA_CENTERS);
        assertThat(allowed(preflight.headers())).isEmpty();
        Response read =
                session(token).header("Origin", "https://elsewhere.example").get(DATA_CENTERS);
        read.then().statusCode(200);
        assertThat(allowed(read.headers())).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionAndItsStreams() {
        String bob = addUser("ReadOnlyAdmin");
        String token = token(bob);
        try (EventStream stream = EventStream.open(client().withSession(COOKIE + "=" + token), EventStream.IMPORTS);
                EventStream another = EventStream.open(client(), EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            Response signedOut = session(token).delete(SESSION);
            signedOut.then().statusCode(204);
            assertThat(signedOut.getHeader("Set-Cookie"))
                    .startsWith(COOKIE + "=; Max-Age=0")
                    .contains("Path=/", "Secure");
            await().atMost(AT_ONCE).until(stream::hasEnded);
            assertThat(another.hasEnded()).isFalse();
        }
        session(token).get(API).then().statusCode(401);
        anonymous().header("Authorization", "Bearer " + token).get(API).then().statusCode(401);
        get("/events?search=type=31 and usrname=" + bob).body("event", hasSize(1));
        // twice is as good as once
        session(token).delete(SESSION).then().statusCode(204);
        anonymous().header("V2V-Pages", "1").delete(SESSION).then().statusCode(204);
        get("/events?search=type=31 and usrname=" + bob).body("event", hasSize(1));
    }

    @Test
    void aSessionThatIsRevokedIsOver() {
        String bob = addUser("ReadOnlyAdmin");
        String token = token(bob);
        String id = session(token).get(API + "/tokens").path("token[0].id");
        try (EventStream stream = EventStream.open(client().withSession(COOKIE + "=" + token), "/events/stream")) {
            assertThat(stream.status()).isEqualTo(200);
            administrator().delete(API + "/tokens/" + id).then().statusCode(200);
            await().atMost(AT_ONCE).until(stream::hasEnded);
        }
        session(token).get(SESSION).then().statusCode(401);
    }

    @Test
    void aCookieThatHasEndedDoesNotHinderTheNextSignInWhichEndsTheOneBefore() {
        String bob = addUser("ReadOnlyAdmin");
        String first = session("has-ended")
                .contentType(ContentType.JSON)
                .body(Map.of("username", bob, "password", PASSWORD))
                .post(SESSION)
                .then()
                .statusCode(200)
                .extract()
                .cookie(COOKIE);
        session(first)
                .contentType(ContentType.JSON)
                .body(Map.of("username", bob, "password", "wrong"))
                .post(SESSION)
                .then()
                .statusCode(401);
        session(first).get(SESSION).then().statusCode(200);
        String second = session(first)
                .contentType(ContentType.JSON)
                .body(Map.of("username", bob, "password", PASSWORD))
                .post(SESSION)
                .getCookie(COOKIE);
        assertThat(second).isNotEqualTo(first);
        session(first).get(SESSION).then().statusCode(401);
        session(second).get(SESSION).then().statusCode(200);
    }

    @Test
    void theHeaderAuthorizationIsWhatCounts() {
        String token = token(addUser());
        String alice = addUser();
        anonymous()
                .cookie(COOKIE, token)
                .auth()
                .preemptive()
                .basic(alice, PASSWORD)
                .get(API)
                .then()
                .statusCode(200)
                .body("authenticated_user.user_name", equalTo(alice));
        anonymous()
                .cookie(COOKIE, token)
                .header("Authorization", "Bearer unknown")
                .get(API)
                .then()
                .statusCode(401);
        // a client that keeps cookies, but says itself who it is, is none of the pages
        anonymous()
                .cookie(COOKIE, token)
                .auth()
                .preemptive()
                .basic(alice, PASSWORD)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(DATA_CENTERS)
                .then()
                .statusCode(403)
                .body("remedy", containsString("SuperUser"));
    }

    @Test
    void noDialogOfTheBrowserAsksScriptsForAPassword() {
        for (RequestSpecification script : List.of(
                anonymous().header("V2V-Pages", "1"),
                anonymous().header("Sec-Fetch-Dest", "empty"),
                anonymous().cookie(COOKIE, "has-ended"))) {
            Response refused = script.get(API);
            refused.then().statusCode(401).body("detail", containsString("credentials"));
            assertThat(refused.getHeader("WWW-Authenticate")).isNull();
        }
        anonymous().get(API).then().statusCode(401).header("WWW-Authenticate", containsString("Basic"));
        anonymous()
                .header("Sec-Fetch-Dest", "document")
                .get(API)
                .then()
                .header("WWW-Authenticate", containsString("Basic"));
    }

    @Test
    void aWrongPasswordIsRefusedWithAWordAndSlowedDown() {
        String bob = addUser();
        for (int guess = 0; guess < 7; guess++) {
            Response refused = open(bob, "wrong-" + guess);
            refused.then().statusCode(401).body("detail", containsString("password is wrong"));
            assertThat(refused.getHeader("Set-Cookie")).isNull();
            assertThat(refused.getHeader("WWW-Authenticate")).isNull();
        }
        open(bob, PASSWORD).then().statusCode(401);
        get("/events?search=type=114 and usrname=" + bob).body("event[0].description", containsString("127.0.0.1"));
        get("/events?search=type=30 and usrname=" + bob).body("event", hasSize(0));
    }

    @Test
    void whatIsMissingIsNamed() {
        anonymous()
                .header("V2V-Pages", "1")
                .contentType(ContentType.JSON)
                .body("{\"username\": \"bob\"}")
                .post(SESSION)
                .then()
                .statusCode(400)
                .body("detail", containsString("password"));
    }

    private static List<String> allowed(Headers headers) {
        return headers.asList().stream()
                .map(header -> header.getName())
                .filter(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"))
                .toList();
    }

    private static Response open(String name, String password) {
        return anonymous()
                .header("V2V-Pages", "1")
                .contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", password))
                .post(SESSION);
    }

    private static Response asForm(String name) {
        return anonymous()
                .header("V2V-Pages", "1")
                .contentType("text/plain")
                .body("{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .post(SESSION);
    }

    private static String token(String name) {
        return open(name, PASSWORD).then().statusCode(200).extract().cookie(COOKIE);
    }

    private static RequestSpecification session(String token) {
        return anonymous().header("V2V-Pages", "1").cookie(COOKIE, token);
    }

    private static String idOf(String name) {
        return get("/users").extract().path("user.find { it.user_name == '" + name + "' }.id");
    }

    private static String addUser(String... roles) {
        String name = unique("user") + "@internal";
        post("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .statusCode(201);
        for (String role : roles) {
            post("/permissions", "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"%s\"}}".formatted(name, role))
                    .statusCode(201);
        }
        return name;
    }
}
