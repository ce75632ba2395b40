package org.ovirt.v2v.engine.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.USER;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.EngineProfile;

@QuarkusTest
@TestProfile(EngineProfile.class)
@Tag("stored")
class AccessIT {
    private static final String PASSWORD = "initial-Passw0rd";

    @ParameterizedTest
    @ValueSource(
            strings = {
                API,
                API + "/hosts",
                "/ovirt-engine/services/health",
                "/ovirt-engine/services/metrics",
                "/",
                "/nowhere",
                "/ovirt-engine/services",
                "/q/health",
                API + "/imports/stream"
            })
    void everyPathAsksForAUser(String path) {
        anonymous()
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic realm=\"RESTAPI\""))
                .contentType("application/json")
                .body("detail", containsString("no valid credentials"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithTheLimit() {
        post("/datacenters", "{\"name\": \"%s\"}".formatted("x".repeat(5 << 20)))
                .statusCode(413)
                .contentType("application/json")
                .body("detail", containsString("4096 KiB"));
    }

    @Test
    void aWebSocketIsNoWayAroundTheLogIn() {
        anonymous()
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
                .get(API + "/imports/stream")
                .then()
                .statusCode(401);
    }

    @Test
    void healthAndMetricsAreThereForUsers() {
        administrator()
                .get("/ovirt-engine/services/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
        administrator()
                .accept(ContentType.ANY)
                .get("/ovirt-engine/services/metrics")
                .then()
                .statusCode(200)
                .body(containsString("jvm_"));
        administrator().get("/nowhere").then().statusCode(404);
    }

    @Test
    void aTokenWorksUntilItIsRevoked() {
        String token = login(PASSWORD)
                .statusCode(200)
                .body("token_type", equalTo("bearer"))
                .extract()
                .path("access_token");
        anonymous().header("Authorization", "Bearer " + token).get(API).then().statusCode(200);
        anonymous()
                .formParam("scope", "ovirt-app-api")
                .formParam("token", token)
                .post("/ovirt-engine/services/sso-logout")
                .then()
                .statusCode(200);
        anonymous().header("Authorization", "Bearer " + token).get(API).then().statusCode(401);
    }

    @Test
    void aWrongPasswordIsDeniedAsOvirtDeniesIt() {
        login("wrong-Passw0rd")
                .statusCode(400)
                .body("error_code", equalTo("access_denied"))
                .body(not(containsString("wrong-Passw0rd")));
        login(PASSWORD).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Basic ***", "Basic YQ==", "Digest x", "Basic YTpi", "Bearer "})
    void anythingElseInTheHeaderIsRefused(String header) {
        anonymous().header("Authorization", header).get(API).then().statusCode(401);
    }

    @Test
    void theCorrelationIdOfTheClientComesBackUnlessItIsForged() {
        administrator().header("Correlation-Id", "abc-1").get(API).then().header("Correlation-Id", "abc-1");
        administrator().header("Correlation-Id", "a b<c>").get(API).then().header("Correlation-Id", not("a b<c>"));
    }

    @Test
    void aPasswordIsChangedOnlyWithTheOldOne() {
        String id = get("/users").extract().path("user.find { it.user_name == 'admin@internal' }.id");
        administrator()
                .contentType("application/json")
                .body("{\"old_password\": \"wrong\", \"new_password\": \"another-Passw0rd\"}")
                .post(API + "/users/" + id + "/changepassword")
                .then()
                .statusCode(400)
                .body("field", equalTo("old_password"));
        administrator()
                .contentType("application/json")
                .body("{\"old_password\": \"%s\", \"new_password\": \"short\"}".formatted(PASSWORD))
                .post(API + "/users/" + id + "/changepassword")
                .then()
                .statusCode(400)
                .body("field", equalTo("new_password"));
    }

    private static ValidatableResponse login(String password) {
        return anonymous()
                .accept("application/json")
                .formParam("grant_type", "password")
                .formParam("scope", "ovirt-app-api")
                .formParam("username", USER)
                .formParam("password", password)
                .post("/ovirt-engine/sso/oauth/token")
                .then();
    }
}
