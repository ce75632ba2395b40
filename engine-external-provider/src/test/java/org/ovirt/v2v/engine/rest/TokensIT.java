package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.client;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EventStream;

/** Log-ins are listed and ended, and what was opened with them ends too. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class TokensIT {
    private static final String PASSWORD = "some-Passw0rd";
    private static final String INFO = "/ovirt-engine/sso/oauth/token-info";
    /** A second, as is promised, and what a busy machine adds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    @Test
    void everyUserListsAndEndsTheOwnLogInsOnly() {
        String bob = addUser("ReadOnlyAdmin");
        String alice = addUser("ReadOnlyAdmin");
        String ofBob = signIn(bob);
        String another = signIn(bob);
        String ofAlice = signIn(alice);
        bearer(ofBob)
                .get(API + "/tokens")
                .then()
                .statusCode(200)
                .body("token.user.name", everyItem(equalTo(bob)))
                .body("token.findAll { it.current == 'true' }.size()", equalTo(1))
                .body("token.address", everyItem(equalTo("127.0.0.1")))
                .body(not(containsString(ofBob)));
        assertThat(idOfAnother(ofBob)).isNotEqualTo(idOf(ofBob));
        bearer(ofBob).delete(API + "/tokens/" + idOf(ofAlice)).then().statusCode(404);
        bearer(ofBob).get(API + "/tokens/" + idOf(ofAlice)).then().statusCode(404);
        bearer(ofAlice).get(API).then().statusCode(200);

        bearer(ofBob).delete(API + "/tokens/" + idOfAnother(ofBob)).then().statusCode(200);

        bearer(another).get(API).then().statusCode(401);
        bearer(ofBob).get(API).then().statusCode(200);
        get("/events?search=type=20026 and usrname=" + bob).body("event[0].description", containsString(bob));
    }

    @Test
    void anAdministratorListsAndEndsAll() {
        String bob = addUser("ReadOnlyAdmin");
        String alice = addUser("ReadOnlyAdmin");
        String token = signIn(bob);
        signIn(alice);
        get("/tokens").statusCode(200).body("token.user.name", hasItems(bob, alice));
        administrator()
                .accept("application/xml")
                .get(API + "/tokens")
                .then()
                .statusCode(200)
                .body("tokens.token.user.name", hasItems(bob, alice));
        administrator().delete(API + "/tokens/" + idOf(token)).then().statusCode(200);
        bearer(token).get(API).then().statusCode(401);
        administrator().delete(API + "/tokens/nonsense").then().statusCode(404);
    }

    @Test
    void aServiceAsksWhoseATokenIs() {
        String bob = addUser();
        String service = addUser();
        String token = signIn(bob);
        as(service)
                .formParam("token", token)
                .post(INFO)
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("token_type", equalTo("bearer"))
                .body("client_id", equalTo(service))
                .body("user_id", equalTo(bob))
                .body("scope", equalTo("ovirt-app-api"))
                .body("exp", greaterThan(System.currentTimeMillis()))
                .body("ovirt.group_ids.size()", equalTo(0));
        as(service)
                .formParam("token", token)
                .formParam("scope", "ovirt-ext=token-info:validate")
                .post(INFO)
                .then()
                .statusCode(200)
                .body(equalTo("{}"));
        as(service)
                .formParam("token", "guessed")
                .post(INFO)
                .then()
                .statusCode(400)
                .body("error_code", equalTo("invalid_grant"));
        anonymous().formParam("token", token).post(INFO).then().statusCode(401);
    }

    @Test
    void aStreamEndsWithItsToken() {
        String token = signIn(addUser("ReadOnlyAdmin"));
        try (EventStream stream = EventStream.open(client().withToken(token), EventStream.IMPORTS);
                EventStream events = EventStream.open(client().withToken(token), "/events/stream");
                EventStream another = EventStream.open(client(), EventStream.IMPORTS)) {
            assertThat(List.of(stream.status(), events.status())).containsOnly(200);
            administrator().delete(API + "/tokens/" + idOf(token)).then().statusCode(200);
            await().atMost(AT_ONCE).until(stream::hasEnded);
            await().atMost(AT_ONCE).until(events::hasEnded);
            assertThat(another.hasEnded()).isFalse();
        }
    }

    @Test
    void aStreamEndsWhenItsUserLogsOut() {
        String token = signIn(addUser("ReadOnlyAdmin"));
        try (EventStream stream = EventStream.open(client().withToken(token), EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            anonymous()
                    .formParam("token", token)
                    .post("/ovirt-engine/services/sso-logout")
                    .then()
                    .statusCode(200);
            await().atMost(AT_ONCE).until(stream::hasEnded);
        }
    }

    @Test
    void aStreamEndsWithTheRoleThatItWasOpenedWith() {
        String bob = addUser();
        String role = permit(bob, "ReadOnlyAdmin");
        try (EventStream stream = EventStream.open(client().withToken(signIn(bob)), EventStream.IMPORTS);
                EventStream byPassword = EventStream.open(client().withPassword(bob, PASSWORD), EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            administrator().delete(API + "/permissions/" + role).then().statusCode(200);
            await().atMost(AT_ONCE).until(stream::hasEnded);
            await().atMost(AT_ONCE).until(byPassword::hasEnded);
        }
    }

    @Test
    void aStreamEndsWithItsUserAndWithTheUsersPassword() {
        String bob = addUser("ReadOnlyAdmin");
        String alice = addUser("ReadOnlyAdmin");
        EngineClient asAlice = client().withPassword(alice, PASSWORD);
        try (EventStream ofBob = EventStream.open(client().withPassword(bob, PASSWORD), EventStream.IMPORTS);
                EventStream ofAlice = EventStream.open(asAlice, EventStream.IMPORTS)) {
            assertThat(List.of(ofBob.status(), ofAlice.status())).containsOnly(200);
            administrator().delete(API + "/users/" + userId(bob)).then().statusCode(200);
            post("/users/" + userId(alice) + "/changepassword", "{\"new_password\": \"other-Passw0rd\"}")
                    .statusCode(200);
            await().atMost(AT_ONCE).until(ofBob::hasEnded);
            await().atMost(AT_ONCE).until(ofAlice::hasEnded);
        }
    }

    private static String idOf(String token) {
        return bearer(token).get(API + "/tokens").path("token.find { it.current == 'true' }.id");
    }

    private static String idOfAnother(String token) {
        return bearer(token).get(API + "/tokens").path("token.find { it.current != 'true' }.id");
    }

    private static String signIn(String name) {
        return client().requestToken(name, PASSWORD)
                .accepted()
                .path("access_token")
                .asText();
    }

    private static String userId(String name) {
        return get("/users").extract().path("user.find { it.user_name == '" + name + "' }.id");
    }

    private static String addUser(String... roles) {
        String name = unique("user") + "@internal";
        post("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD))
                .statusCode(201);
        for (String role : roles) {
            permit(name, role);
        }
        return name;
    }

    private static String permit(String user, String role) {
        return post(
                        "/permissions",
                        "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"%s\"}}".formatted(user, role))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static RequestSpecification as(String name) {
        return anonymous().auth().preemptive().basic(name, PASSWORD);
    }

    private static RequestSpecification bearer(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }
}
