package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.ovirt.v2v.engine.EngineRequests.API;
import static org.ovirt.v2v.engine.EngineRequests.USER;
import static org.ovirt.v2v.engine.EngineRequests.add;
import static org.ovirt.v2v.engine.EngineRequests.administrator;
import static org.ovirt.v2v.engine.EngineRequests.anonymous;
import static org.ovirt.v2v.engine.EngineRequests.get;
import static org.ovirt.v2v.engine.EngineRequests.post;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.EngineProfile;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.engine.TestingPythonSdk;
import org.ovirt.v2v.testbed.PinnedTls;

@QuarkusTest
@TestProfile(EngineProfile.class)
class AccessIT {
    private static final String PASSWORD = "initial-Passw0rd";
    private static final String LARGE = "{\"name\": \"%s\"}".formatted("x".repeat(5 << 20));

    @ParameterizedTest
    @ValueSource(
            strings = {
                API,
                API + "/hosts",
                "/ovirt-engine/services/health",
                "/ovirt-engine/services/metrics",
                "/nowhere",
                "/ovirt-engine/v2v-nowhere",
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
                .header("Correlation-Id", not(emptyOrNullString()))
                .contentType("application/json")
                .body("detail", containsString("no valid credentials"));
        anonymous()
                .accept("application/xml")
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/xml")
                .body("fault.reason", equalTo("Unauthorized"))
                .body("fault.detail", containsString("no valid credentials"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithTheLimit() {
        post("/datacenters", LARGE)
                .statusCode(413)
                .contentType("application/json")
                .body("error", nullValue())
                .body("detail", containsString("4096 KiB"));
        administrator()
                .accept("application/xml")
                .contentType("application/json")
                .body(LARGE)
                .post(API + "/datacenters")
                .then()
                .statusCode(413)
                .contentType("application/xml")
                .body("fault.detail", containsString("4096 KiB"));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyThatDoesNotSayHowLargeItIsHasTheSameLimit(Version version) throws Exception {
        for (String type : List.of("application/json", "application/xml")) {
            HttpResponse<String> answer = send(version, "/ovirt-engine/api/datacenters", type, LARGE);
            assertThat(answer.statusCode()).as(type).isEqualTo(413);
            assertThat(answer.body()).as(type).contains("<fault>", "4096 KiB");
        }
        HttpResponse<String> fits = send(
                version,
                "/ovirt-engine/api/datacenters",
                "application/json",
                "{\"name\": \"%s\"}".formatted(unique("chunked")));
        assertThat(fits.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aFormThatDoesNotSayHowLargeItIsHasTheSameLimit(Version version) throws Exception {
        for (String form : List.of("scope=ovirt-app-api&".repeat(300_000), "scope=" + "x".repeat(5 << 20))) {
            HttpResponse<String> answer =
                    send(version, "/ovirt-engine/sso/oauth/token", "application/x-www-form-urlencoded", form);
            assertThat(answer.statusCode()).isEqualTo(413);
        }
    }

    /** The SDKs take whatever has no member {@code error} for a token, or for a sign-out that was done. */
    @ParameterizedTest
    @ValueSource(strings = {"/ovirt-engine/sso/oauth/token", "/ovirt-engine/services/sso-logout"})
    void whateverIsRefusedWhereOneSignsInAndOutIsAnErrorToOvirtsClients(String path) {
        anonymous()
                .contentType("text/plain")
                .body("grant_type=password")
                .post(path)
                .then()
                .statusCode(415)
                .body("error", equalTo("[Unsupported Media Type.]"))
                .body("error_code", equalTo("invalid_request"));
    }

    @Test
    void aTokenThatHasEndedDoesNotHinderALogin() {
        anonymous()
                .header("Authorization", "Bearer long-gone")
                .formParam("grant_type", "password")
                .formParam("username", USER)
                .formParam("password", PASSWORD)
                .post("/ovirt-engine/sso/oauth/token")
                .then()
                .statusCode(200);
        anonymous()
                .header("Authorization", "Bearer long-gone")
                .formParam("token", "long-gone")
                .post("/ovirt-engine/services/sso-logout")
                .then()
                .statusCode(200);
    }

    private static HttpResponse<String> send(Version version, String path, String type, String body) throws Exception {
        String authority = Files.readString(ConfigProvider.getConfig().getValue("v2v.pki.ca", Path.class));
        String credentials =
                Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpClient.newBuilder()
                .sslContext(PinnedTls.context(authority))
                .version(version)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + EngineRequests.port() + path))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
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

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready"})
    void whetherTheEngineIsReadyIsToldToEverybodyButNothingElse(String path) {
        anonymous()
                .get("/ovirt-engine/services/health/" + path)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.data.findAll { it != null }", empty())
                .body("checks.name", not(hasItem("days until certificates expire")));
        anonymous().head("/ovirt-engine/services/health/" + path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"well", "started", "group/all", "ready/all", "live/../well"})
    void theRestOfHealthIsToldToUsers(String path) {
        anonymous()
                .urlEncodingEnabled(false)
                .get("/ovirt-engine/services/health/" + path)
                .then()
                .statusCode(401);
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

    /** As the Ansible module {@code ovirt_permission} looks for what it gives or takes away. */
    @Test
    void ansibleSeesOnlyRolesOfTheWholeSystem() throws Exception {
        String login = unique("bob");
        String name = login + "@internal";
        add("/users", "{\"user_name\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD));
        String dataCenter = add("/datacenters", "{\"name\": \"%s\"}".formatted(unique("east")));
        String limited = add(
                "/permissions",
                "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"ImportOperator\"}, \"data_center\": {\"id\": \"%s\"}}"
                        .formatted(name, dataCenter));
        TestingPythonSdk sdk = TestingPythonSdk.signIn();
        assertThat(permissionThatAnsibleFinds(sdk, login)).isEmpty();

        String everywhere = add(
                "/permissions",
                "{\"user\": {\"name\": \"%s\"}, \"role\": {\"name\": \"ImportOperator\"}}".formatted(name));
        String found = permissionThatAnsibleFinds(sdk, login);
        assertThat(found).isEqualTo(everywhere);
        sdk.delete("/permissions/" + found).then().statusCode(200);

        assertThat(permissionThatAnsibleFinds(sdk, login)).isEmpty();
        get("/permissions/" + found).statusCode(404);
        get("/permissions/" + limited).statusCode(200);
    }

    /** The id, or nothing. */
    private static String permissionThatAnsibleFinds(TestingPythonSdk sdk, String login) {
        String found = "";
        XmlPath list = sdk.get("/permissions").xmlPath();
        for (int each = 0; each < list.getInt("permissions.permission.size()") && found.isEmpty(); each++) {
            String permission = "permissions.permission[" + each + "].";
            XmlPath user =
                    sdk.get("/users/" + list.getString(permission + "user.@id")).xmlPath();
            boolean fits = user.getString("user.principal").equals(login)
                    && user.getString("user.domain.name").equals("internal");
            found = fits ? list.getString(permission + "@id") : "";
        }
        return found;
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
