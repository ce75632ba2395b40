package org.ovirt.v2v.engine.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.ForeignUsersProfile;
import org.ovirt.v2v.testbed.EventStream;
import org.ovirt.v2v.testbed.TestingOidc;

/** Users of an OpenID Connect provider use the engine, with its tokens or with name and password; nobody else does. */
@QuarkusTest
@TestProfile(ForeignUsersProfile.class)
class OidcIT {
    private static final String ATTEMPT = "__Host-v2v-sign-in";
    private static final Duration SOON = Duration.ofSeconds(30);
    /** The time-out is a second. */
    private static final Duration BOUNDED = Duration.ofSeconds(10);

    @AfterEach
    void restore() {
        provider("up");
    }

    @Test
    void aUserOfTheProviderHasTheRolesOfGroupsAndOfPermissions() {
        String name = unique("operator");
        String token = tokenOf(name);
        bearer(token).get(API).then().statusCode(200).body("authenticated_user.user_name", equalTo(name + "@oidc"));
        bearer(token).get(API + "/hosts").then().statusCode(200);
        bearer(token).delete(API + "/hosts/" + UUID.randomUUID()).then().statusCode(403);

        post("/permissions", "{\"user\": {\"name\": \"%s@oidc\"}, \"role\": {\"name\": \"SuperUser\"}}".formatted(name))
                .statusCode(201);

        bearer(token).delete(API + "/hosts/" + UUID.randomUUID()).then().statusCode(404);
        bearer(tokenOf(unique("nobody"))).get(API + "/hosts").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"late", "endless", "forged", "unsigned", "confused", "stranger", "of-another-client", "nameless"
            })
    void aTokenThatTheProviderHasNotMadeForThisEngineIsRefused(String kind) {
        bearer(tokenOf("operator-first")).get(API).then().statusCode(200);
        bearer(tokenOf(kind)).get(API).then().statusCode(401);
    }

    @Test
    void oVirtsSignInTakesTheProvidersPasswords() {
        String name = unique("operator");
        Response granted = signIn(name + "@oidc", TestingOidc.PASSWORD);
        granted.then().statusCode(200).body("token_type", equalTo("bearer"));
        assertThat(Instant.ofEpochMilli(Long.parseLong(granted.path("exp")))).isAfter(Instant.now());
        bearer(granted.path("access_token")).get(API + "/hosts").then().statusCode(200);

        signIn(name + "@oidc", "wrong").then().statusCode(400).body("error_code", equalTo("access_denied"));
        get("/events?search=type=114 and usrname=" + name + "@oidc")
                .body("event[0].description", containsString("127.0.0.1"));
        // the engine itself has no password for such a user, and takes none
        anonymous()
                .auth()
                .preemptive()
                .basic(name + "@oidc", TestingOidc.PASSWORD)
                .get(API)
                .then()
                .statusCode(401);
        String id = get("/users").extract().path("user.find { it.user_name == '" + name + "@oidc' }.id");
        post("/users/" + id + "/changepassword", "{\"new_password\": \"some-Passw0rd\"}")
                .statusCode(409);
    }

    @Test
    void thePagesSignInWithTheProvidersPasswords() {
        String name = unique("operator");
        Response signedIn = openSession(name + "@oidc", TestingOidc.PASSWORD);
        signedIn.then()
                .statusCode(200)
                .body("user.user_name", equalTo(name + "@oidc"))
                .body("permissions.role", equalTo(List.of("ImportOperator")))
                .body("expires_in", greaterThan(0));
        String cookie = signedIn.getCookie("__Host-v2v-session");
        session(cookie).get(API + "/hosts").then().statusCode(200);
        session(cookie).get("/ovirt-engine/sso/session").then().statusCode(200).body("expires_in", greaterThan(0));
        session(cookie).delete("/ovirt-engine/sso/session").then().statusCode(204);
        get("/events?search=type=31 and usrname=" + name + "@oidc").body("event", hasSize(1));

        openSession(name + "@oidc", "wrong").then().statusCode(401);
        provider("down");
        openSession(name + "@oidc", TestingOidc.PASSWORD)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("detail", containsString("does not answer"));
    }

    @Test
    void thePagesSignInAtTheProviderItself() {
        String name = unique("operator");
        anonymous().get("/ovirt-engine/v2v/sign-in.json").then().statusCode(200).body("provider", equalTo("127.0.0.1"));
        Response begun = opened("/ovirt-engine/sso/oidc?page=/hosts", "");
        String attempt = begun.getCookie(ATTEMPT);
        assertThat(begun.getHeader("Set-Cookie")).contains("HTTPOnly", "Secure", "SameSite=Lax", "Max-Age=600");

        String back = atProvider(begun, name);
        Response arrived = opened(back, attempt);

        arrived.then().statusCode(303).header("Location", equalTo("/ovirt-engine/v2v/hosts"));
        assertThat(arrived.getHeaders().getValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith(ATTEMPT + "=;") && cookie.contains("Max-Age=0"))
                .anyMatch(cookie -> cookie.startsWith("__Host-v2v-session=") && cookie.contains("SameSite=Strict"));
        String session = arrived.getCookie("__Host-v2v-session");
        session(session)
                .get("/ovirt-engine/sso/session")
                .then()
                .statusCode(200)
                .body("user.user_name", equalTo(name + "@oidc"))
                .body("permissions.role", equalTo(List.of("ImportOperator")));
        get("/events?search=type=30 and usrname=" + name + "@oidc").body("event", hasSize(1));
        opened(back, attempt).then().statusCode(303).header("Location", equalTo("/ovirt-engine/v2v/?sign-in=refused"));
    }

    @Test
    void whatAnotherBrowserHasBegunIsNotFinishedHere() {
        Response begun = opened("/ovirt-engine/sso/oidc", "");
        String back = atProvider(begun, unique("operator"));
        String other = opened("/ovirt-engine/sso/oidc", "").getCookie(ATTEMPT);
        // who knows the state, but has another verifier
        String mixed = begun.getCookie(ATTEMPT).replaceFirst("\\..*", "") + other.replaceFirst("[^.]*", "");

        for (String cookie : new String[] {"", "made-up", other}) {
            Response refused = opened(back, cookie);
            refused.then().statusCode(303).header("Location", equalTo("/ovirt-engine/v2v/?sign-in=forgotten"));
            assertThat(refused.getCookie("__Host-v2v-session")).isNull();
        }
        Response refused = opened(back, mixed);
        refused.then().statusCode(303).header("Location", equalTo("/ovirt-engine/v2v/?sign-in=refused"));
        assertThat(refused.getCookie("__Host-v2v-session")).isNull();
    }

    @Test
    void whoComesBackWithoutACodeOrWithATokenThatIsNoGoodIsNotSignedIn() {
        String attempt = opened("/ovirt-engine/sso/oidc", "").getCookie(ATTEMPT);
        String state = attempt.replaceFirst("\\..*", "");
        opened("/ovirt-engine/sso/oidc/callback?error=access_denied&state=" + state, attempt)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/ovirt-engine/v2v/?sign-in=refused"));
        await().atMost(SOON)
                .until(() -> bearer(tokenOf("operator-first")).get(API).statusCode() == 200); // its keys are known
        for (String user : new String[] {"forged", "unsigned", "of-another-client", "late", "nameless"}) {
            Response begun = opened("/ovirt-engine/sso/oidc", "");
            opened(atProvider(begun, user), begun.getCookie(ATTEMPT))
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo("/ovirt-engine/v2v/?sign-in=refused"));
        }
        Response begun = opened("/ovirt-engine/sso/oidc", "");
        opened(atProvider(begun, "large"), begun.getCookie(ATTEMPT))
                .then()
                .header("Location", equalTo("/ovirt-engine/v2v/?sign-in=large"));
    }

    @Test
    void nobodyWritesLinesOfTheLogByAnAddressThatIsOpened() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("org.ovirt.v2v.engine.pages.OidcRoutes");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord said) {
                logged.add(new SimpleFormatter().formatMessage(said));
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        logger.addHandler(handler);
        try {
            for (String error : List.of("access_denied", "no%0AFORGED", "no%1B%5B31m", "x".repeat(1_000))) {
                String attempt = opened("/ovirt-engine/sso/oidc", "").getCookie(ATTEMPT);
                String state = attempt.replaceFirst("\\..*", "");
                opened("/ovirt-engine/sso/oidc/callback?error=" + error + "&state=" + state, attempt)
                        .then()
                        .header("Location", equalTo("/ovirt-engine/v2v/?sign-in=refused"));
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged)
                .hasSize(4)
                .anyMatch(line -> line.contains("access_denied"))
                .allMatch(line -> line.length() < 300 && line.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void aProviderThatIsAwaySaysSoAtTheSignIn() {
        Response begun = opened("/ovirt-engine/sso/oidc", "");
        String back = atProvider(begun, unique("operator"));
        provider("down");
        opened(back, begun.getCookie(ATTEMPT))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/ovirt-engine/v2v/?sign-in=away"));
    }

    /** What a browser gets, that follows to no other address by itself. */
    private static Response opened(String path, String attempt) {
        RequestSpecification browser = anonymous().redirects().follow(false).urlEncodingEnabled(false);
        return (attempt.isEmpty() ? browser : browser.cookie(ATTEMPT, attempt)).get(path);
    }

    /** The user signs in at the provider: the path, of this engine, to which that sends the browser back. */
    private static String atProvider(Response begun, String user) {
        begun.then().statusCode(303);
        String back = given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(begun.getHeader("Location") + "&login=" + user)
                .then()
                .statusCode(302)
                .extract()
                .header("Location");
        return back.replaceFirst("https://[^/]+", "");
    }

    @Test
    void aTokenThatNoCookieCanHoldIsSaidToBe() {
        openSession("large@oidc", TestingOidc.PASSWORD)
                .then()
                .statusCode(409)
                .body("remedy", containsString("fewer groups"));
    }

    @Test
    void aProviderThatIsAwayIsNoRefusal() {
        bearer(tokenOf("operator-first")).get(API).then().statusCode(200);
        for (String fault : new String[] {"down", "hanging"}) {
            provider(fault);
            Instant asked = Instant.now();
            signIn("operator@oidc", TestingOidc.PASSWORD)
                    .then()
                    .statusCode(503)
                    .body("error_code", equalTo("server_error"));
            bearer(tokenOf("unknown-key"))
                    .get(API)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"))
                    .body("detail", containsString("cannot say"));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(BOUNDED);
            // whose keys are known is let in, and so are the engine's own users
            bearer(tokenOf("operator-first")).get(API).then().statusCode(200);
            administrator().get(API).then().statusCode(200);
        }
    }

    @Test
    void aNewKeyOfTheProviderIsFetched() {
        bearer(tokenOf("operator-first")).get(API).then().statusCode(200);
        provider("rotated");
        await().atMost(SOON)
                .until(() -> bearer(tokenOf("operator-first")).get(API).statusCode() == 200);
    }

    @Test
    void aStreamEndsWithTheTokenOfTheProvider() {
        bearer(tokenOf("soon")).get(API).then().statusCode(200);
        post("/permissions", "{\"user\": {\"name\": \"soon@oidc\"}, \"role\": {\"name\": \"ReadOnlyAdmin\"}}")
                .statusCode(201);
        try (EventStream stream = EventStream.open(client().withToken(tokenOf("soon")), EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            await().atMost(SOON).until(stream::hasEnded);
        }
    }

    private static Response openSession(String name, String password) {
        return anonymous()
                .header("V2V-Pages", "1")
                .contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", password))
                .post("/ovirt-engine/sso/session");
    }

    private static RequestSpecification session(String cookie) {
        return anonymous().header("V2V-Pages", "1").cookie("__Host-v2v-session", cookie);
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

    /** As a client gets it that asks the provider itself. */
    private static String tokenOf(String user) {
        return given().header("X-Test", "1")
                .formParam("grant_type", "password")
                .formParam("client_id", TestingOidc.CLIENT)
                .formParam("username", user)
                .formParam("password", TestingOidc.PASSWORD)
                .post(issuer() + "/token")
                .path("access_token");
    }

    private static void provider(String state) {
        given().post(issuer().replace("/realms/test", "/control/" + state))
                .then()
                .statusCode(200);
    }

    private static String issuer() {
        return ConfigProvider.getConfig().getValue("v2v.oidc.issuer", String.class);
    }
}
