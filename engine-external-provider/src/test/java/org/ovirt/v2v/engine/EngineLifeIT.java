package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.testbed.EngineClient.JSON;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingMount;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;

/** What an engine remembers when it is stopped and started, and what it never writes down. */
@Tag("process")
class EngineLifeIT {
    private static final String USER = EngineProcess.ADMIN;
    private static final String SOURCE_PASSWORD = "Pr0vider <&\"'%+/é\\ 4711";

    private static final String BALLAST = "ballast";
    private static final Duration SOON = Duration.ofMinutes(1);

    private final TestingPki pki = TestingPki.create();
    private final EngineProcess engine =
            EngineProcess.builder(pki).generatedPassword().start();
    private final List<String> replies = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
        pki.close();
    }

    @Test
    void tokensKeysAndPasswordsOutliveTheProcessAndSecretsAreNowhere() throws IOException, SQLException {
        String password = initialPassword();
        String token = token(password);
        addProvider(token);
        assertThat(storedKeyId()).isEqualTo(keyIds().get(0));

        // a new key comes last in the key file
        engine.stop();
        addKey("second");
        engine.restart();
        assertThat(bearer(token).get("").status()).isEqualTo(200);
        JsonNode tested = keep(bearer(token)
                        .post(
                                "/externalvmproviders/" + providerId(token) + "/testconnectivity",
                                JSON.createObjectNode()))
                .body();
        assertThat(tested.path("code").asText())
                .as("the password can still be read")
                .isEqualTo("HOST_UNREACHABLE");
        keep(bearer(token)
                .put(
                        "/externalvmproviders/" + providerId(token),
                        JSON.createObjectNode().put("password", SOURCE_PASSWORD)));
        engine.stop();
        assertThat(storedKeyId()).isEqualTo("second");

        // the password is reset, which ends all log-ins
        engine.set("v2v.admin.reset-password", "true");
        engine.restart();
        assertThat(bearer(token).get("").status()).isEqualTo(401);
        assertThat(basic(password).get("").status()).isEqualTo(401);
        String reset = initialPassword();
        String again = token(reset);
        String changed = "Changed <&\"'%+/é\\ by 4dmin";
        changePassword(again, reset, changed);
        assertThat(bearer(again).get("").status()).isEqualTo(401);
        assertThat(basic(reset).get("").status()).isEqualTo(401);
        assertThat(basic(changed).get("").status()).isEqualTo(200);
        EngineClient pages = engine.anonymous().openSession(USER, changed);
        keep(pages.get("/events"));
        keep(basic(changed).get("/events"));
        keep(basic(changed).get("/externalvmproviders"));
        keep(basic(changed).getBeside("/services/metrics"));
        engine.stop();

        String database = dump();
        assertThat(database).as("the dump is one of this engine").contains("vc-of-life", "PASSWORD_HASH");
        SecretSearch secrets =
                SecretSearch.of(password, reset, changed, token, again, pages.sessionToken(), SOURCE_PASSWORD);
        assertThat(secrets.isIn(engine.log())).as("in the log").isFalse();
        assertThat(replies).noneMatch(secrets::isIn);
        assertThat(secrets.isIn(database)).as("in the database").isFalse();
        assertThat(secrets.filesBelow(engine.home())).isEmpty();
    }

    @Test
    void anEngineThatChangesToPostgresqlSaysOnceThatItBeginsAnew() throws IOException {
        String password = initialPassword();
        engine.stop();
        try (TestingPostgres postgres = TestingPostgres.start()) {
            engine.set("v2v.database.url", postgres.createDatabase("engine"));
            engine.set("v2v.database.username", TestingPostgres.USER);
            engine.set("v2v.database.password", TestingPostgres.PASSWORD);
            engine.restart();
            assertThat(basic(password).get("").status()).isEqualTo(401);
            engine.stop();
            engine.restart();
            engine.stop();

            assertThat(engine.log())
                    .containsOnlyOnce("The engine begins anew in PostgreSQL: nothing of its embedded database "
                            + engine.home().resolve("database/engine.mv.db") + " is carried over");
        }
    }

    @Test
    void whatWasAnsweredOutlivesACrash() throws IOException {
        String password = initialPassword();
        int added = basic(password).post("/datacenters", named("kept")).status();
        engine.kill();
        assertThat(added).isEqualTo(201);

        engine.restart();
        assertThat(basic(password).get("/datacenters").accepted().findValuesAsText("name"))
                .contains("kept");
    }

    /** H2 commits in the middle of a migration. */
    @Test
    void anUpgradeThatWasInterruptedBeginsAnewAtTheNextStart() throws IOException, SQLException {
        String password = initialPassword();
        basic(password).post("/datacenters", named("kept")).accepted();
        engine.stop();
        Path backup = engine.home().resolve("database/before-upgrade.zip");
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute("backup to '" + backup + "'");
            // so far the upgrade has come
            statement.execute("drop table audit_events");
        }

        engine.restart();
        assertThat(basic(password).get("/datacenters").accepted().findValuesAsText("name"))
                .contains("kept");
        assertThat(basic(password).get("/events").status()).isEqualTo(200);
        assertThat(engine.log()).contains("An upgrade of the database was interrupted");
        assertThat(backup).doesNotExist();
    }

    @Test
    void theLauncherLimitsMemoryAndKeepsFilesToItself() throws IOException {
        assertThat(Files.readString(Path.of("/proc/" + engine.pid() + "/cmdline")))
                .contains("-Xmx");
        try (Stream<Path> files = Files.walk(engine.home())) {
            assertThat(files.filter(file -> !file.equals(engine.home())))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .as("%s", file)
                            .doesNotContain(
                                    PosixFilePermission.GROUP_READ,
                                    PosixFilePermission.GROUP_WRITE,
                                    PosixFilePermission.OTHERS_READ,
                                    PosixFilePermission.OTHERS_WRITE));
        }
    }

    /** H2 closes its store for good when it cannot be written. */
    @Test
    void anEngineWhoseDiskWasFullEndsAndGoesOnWithWhatWasStored() throws IOException {
        try (TestingFolder place = TestingFolder.create("full");
                TestingMount disk = TestingMount.memory(place.resolve("disk"), 8);
                TestingFolder runtime = TestingFolder.create("runtime");
                EngineProcess small = EngineProcess.builder(pki)
                        .in(disk.path(), runtime.path(), place.resolve("engine.log"))
                        .start()) {
            EngineClient client = small.anonymous().withPassword(USER, EngineProcess.ADMIN_PASSWORD);
            assertThat(client.post("/datacenters", named("before")).status()).isEqualTo(201);
            fill(disk.path());

            await().atMost(SOON)
                    .until(() -> client.post("/datacenters", named("lost-" + UUID.randomUUID()))
                                    .status()
                            == 500);
            await().atMost(SOON).until(() -> !small.isAlive());
            assertThat(small.exitCode()).isEqualTo(1);
            assertThat(small.log()).contains("The embedded database was closed");

            Files.delete(disk.path().resolve(BALLAST));
            small.restart();
            assertThat(client.get("/datacenters").accepted().findValuesAsText("name"))
                    .contains("before");
            assertThat(client.post("/datacenters", named("after")).status()).isEqualTo(201);
        }
    }

    private static void fill(Path disk) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream ballast = Files.newOutputStream(disk.resolve(BALLAST))) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private String initialPassword() throws IOException {
        Path file = engine.runtime().resolve("initial-admin-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        return Files.readString(file).strip();
    }

    private String token(String password) {
        return engine.anonymous()
                .requestToken(USER, password)
                .accepted()
                .path("access_token")
                .asText();
    }

    private void addProvider(String token) {
        keep(bearer(token).post("/datacenters", named("life")));
        ObjectNode provider = named("vc-of-life")
                .put("type", "vmware")
                .put("address", "192.0.2.1")
                .put("username", "u")
                .put("password", SOURCE_PASSWORD);
        provider.set("data_center", named("life"));
        assertThat(keep(bearer(token).post("/externalvmproviders", provider)).status())
                .isEqualTo(201);
    }

    private String providerId(String token) {
        return keep(bearer(token).get("/externalvmproviders"))
                .accepted()
                .path("external_vm_provider")
                .path(0)
                .path("id")
                .asText();
    }

    private void changePassword(String token, String old, String changed) {
        String id = keep(bearer(token).get("/users"))
                .accepted()
                .path("user")
                .path(0)
                .path("id")
                .asText();
        ObjectNode passwords = JSON.createObjectNode().put("old_password", old).put("new_password", changed);
        assertThat(keep(bearer(token).post("/users/" + id + "/changepassword", passwords))
                        .status())
                .isEqualTo(200);
    }

    private EngineClient.Answer keep(EngineClient.Answer answer) {
        replies.add(answer.headers() + "\n" + answer.text());
        return answer;
    }

    private EngineClient bearer(String token) {
        return engine.anonymous().withToken(token);
    }

    private EngineClient basic(String password) {
        return engine.anonymous().withPassword(USER, password);
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
