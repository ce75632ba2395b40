package org.ovirt.v2v.engine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an engine remembers when it is stopped and started, and what it never writes down. */
class EngineLifeIT {
    private static final String API = "/ovirt-engine/api";
    private static final String USER = "admin@internal";
    private static final String SOURCE_PASSWORD = "Pr0vider-Secret-4711";

    private final InstalledEngine engine = new InstalledEngine();
    private final List<String> replies = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void tokensKeysAndPasswordsOutliveTheProcessAndSecretsAreNowhere() throws IOException, SQLException {
        engine.set("v2v.imports.per-hots", "3");
        engine.start();
        assertThat(engine.log()).contains("v2v.imports.per-hots is unknown", "Did you mean v2v.imports.per-host?");
        String password = initialPassword();
        String token = login(password);
        addProvider(token);
        assertThat(storedKeyId()).isEqualTo(keyIds().get(0));

        // a new key comes last in the key file
        engine.stop();
        addKey("second");
        engine.start();
        assertThat(bearer(token).get(API).statusCode()).isEqualTo(200);
        Response tested = keep(bearer(token)
                .contentType("application/json")
                .body("{}")
                .post(API + "/externalvmproviders/" + providerId(token) + "/testconnectivity"));
        assertThat(tested.path("code").toString())
                .as("the password can still be read")
                .isEqualTo("HOST_UNREACHABLE");
        keep(bearer(token)
                .contentType("application/json")
                .body("{\"password\": \"%s\"}".formatted(SOURCE_PASSWORD))
                .put(API + "/externalvmproviders/" + providerId(token)));
        engine.stop();
        assertThat(storedKeyId()).isEqualTo("second");

        // the password is reset, which ends all log-ins
        engine.set("v2v.admin.reset-password", "true");
        engine.start();
        assertThat(bearer(token).get(API).statusCode()).isEqualTo(401);
        assertThat(basic(password).get(API).statusCode()).isEqualTo(401);
        String reset = initialPassword();
        String again = login(reset);
        String changed = "Changed-by-4dmin";
        changePassword(again, reset, changed);
        assertThat(bearer(again).get(API).statusCode()).isEqualTo(401);
        assertThat(basic(reset).get(API).statusCode()).isEqualTo(401);
        assertThat(basic(changed).get(API).statusCode()).isEqualTo(200);
        keep(basic(changed).get(API + "/events"));
        keep(basic(changed).get(API + "/externalvmproviders"));
        keep(basic(changed).get("/ovirt-engine/services/metrics"));
        engine.stop();

        String database = dump();
        assertThat(database).as("the dump is one of this engine").contains("vc-of-life", "PASSWORD_HASH");
        for (String secret : List.of(password, reset, changed, token, again, SOURCE_PASSWORD)) {
            assertThat(engine.log()).as("the log").doesNotContain(secret);
            assertThat(String.join("\n", replies)).as("the replies").doesNotContain(secret);
            assertThat(database).as("the database").doesNotContain(secret);
        }
    }

    @Test
    void whatWasAnsweredOutlivesACrash() throws IOException {
        engine.start();
        String password = initialPassword();
        int added = basic(password)
                .contentType("application/json")
                .body("{\"name\": \"kept\"}")
                .post(API + "/datacenters")
                .statusCode();
        engine.kill();
        assertThat(added).isEqualTo(201);

        engine.start();
        assertThat(basic(password)
                        .get(API + "/datacenters")
                        .path("data_center.name")
                        .toString())
                .contains("kept");
    }

    private String initialPassword() throws IOException {
        Path file = engine.runtime().resolve("initial-admin-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        return Files.readString(file).strip();
    }

    private String login(String password) {
        return request()
                .formParam("grant_type", "password")
                .formParam("scope", "ovirt-app-api")
                .formParam("username", USER)
                .formParam("password", password)
                .post("/ovirt-engine/sso/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private void addProvider(String token) {
        keep(bearer(token)
                .contentType("application/json")
                .body("{\"name\": \"life\"}")
                .post(API + "/datacenters"));
        Response added = keep(bearer(token)
                .contentType("application/json")
                .body(
                        "{\"name\": \"vc-of-life\", \"type\": \"vmware\", \"address\": \"192.0.2.1\", \"username\": \"u\","
                                + "\"password\": \"%s\", \"data_center\": {\"name\": \"life\"}}"
                                        .formatted(SOURCE_PASSWORD))
                .post(API + "/externalvmproviders"));
        assertThat(added.statusCode()).isEqualTo(201);
    }

    private String providerId(String token) {
        return keep(bearer(token).get(API + "/externalvmproviders")).path("external_vm_provider[0].id");
    }

    private void changePassword(String token, String old, String changed) {
        String id = keep(bearer(token).get(API + "/users")).path("user[0].id");
        Response reply = keep(bearer(token)
                .contentType("application/json")
                .body("{\"old_password\": \"%s\", \"new_password\": \"%s\"}".formatted(old, changed))
                .post(API + "/users/" + id + "/changepassword"));
        assertThat(reply.statusCode()).isEqualTo(200);
    }

    private Response keep(Response response) {
        replies.add(response.getHeaders() + "\n" + response.asString());
        return response;
    }

    private RequestSpecification bearer(String token) {
        return request().header("Authorization", "Bearer " + token);
    }

    private RequestSpecification basic(String password) {
        return request().auth().preemptive().basic(USER, password);
    }

    private RequestSpecification request() {
        return given().baseUri("https://127.0.0.1").port(engine.port()).relaxedHTTPSValidation();
    }

    private List<String> keyIds() throws IOException {
        return Files.readAllLines(engine.home().resolve("secrets.key")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private void addKey(String id) throws IOException {
        String key =
                Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        Files.writeString(engine.home().resolve("secrets.key"), id + " " + key + "\n", StandardOpenOption.APPEND);
    }

    private String storedKeyId() throws SQLException {
        engine.stop();
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select password from providers")) {
            assertThat(result.next()).isTrue();
            String stored = result.getString(1);
            return stored.substring(0, stored.indexOf(':'));
        }
    }

    private String dump() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("script")) {
            while (result.next()) {
                lines.add(result.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + engine.home().resolve("database/engine") + ";IFEXISTS=TRUE", "engine", "");
    }
}
