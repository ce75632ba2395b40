package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovirt.v2v.testbed.EngineClient.JSON;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.AdministrationGuide;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;

/** What was lost comes back by the commands of the administration guide, with other folders, user and server in place of its own. */
@Tag("process")
class BackupIT {
    private static final String SECTION = "## Backup and restore";
    private static final String HOME = "/var/lib/ovirt-v2v-engine";
    private static final Pattern SERVICE = Pattern.compile("(?:&& *)?systemctl (stop|start) ovirt-v2v-engine\\b");
    private static final String DATABASE = "ovirt_v2v";
    private static final String DATABASE_PASSWORD = "of the engine";

    /** A program that wants a password asks a terminal if there is one, and whoever runs the tests may have one. */
    private static final String SUDO =
            """
            sudo() {
                shift 2
                if [ "$1" = createuser ]; then
                    printf '%s\\n' "$ENGINES_PASSWORD" "$ENGINES_PASSWORD" | setsid --wait "$@"
                else
                    setsid --wait "$@"
                fi
            }
            """;

    private final TestingPki pki = TestingPki.create();
    private final TestingFolder backup = TestingFolder.create("backup");

    @AfterEach
    void close() {
        backup.close();
        pki.close();
    }

    /** The blocks of the guide, in its order. */
    private record Guide(
            String backup, String backupPostgres, String restore, String restorePostgres, String restoreRest) {
        static Guide read() throws IOException {
            List<String> blocks = AdministrationGuide.read().commands(SECTION);
            assertThat(blocks).hasSize(5);
            return new Guide(blocks.get(0), blocks.get(1), blocks.get(2), blocks.get(3), blocks.get(4));
        }

        /** What there is to copy beside a PostgreSQL, while the engine runs. */
        String backupWithoutDatabase() {
            return without(backup, "systemctl|engine-database");
        }

        /** On the server that there has been before. */
        String restoreKnownServer() {
            return without(restorePostgres, "createuser");
        }

        private static String without(String block, String pattern) {
            Pattern unwanted = Pattern.compile(pattern);
            return block.lines().filter(line -> !unwanted.matcher(line).find()).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void theEmbeddedDatabaseIsRestored() throws IOException {
        Guide guide = Guide.read();
        try (EngineProcess engine =
                EngineProcess.builder(pki).generatedPassword().start()) {
            String token = prepare(engine);

            follow(engine, Map.of(), guide.backup());
            lose(engine);
            engine.set("v2v.imports.pause-at-start", "true");
            follow(engine, Map.of(), guide.restore());
            follow(engine, Map.of(), guide.restoreRest());

            assertRestored(engine, token);
            assertThat(engine.anonymous()
                            .withToken(token)
                            .get("/importqueue")
                            .accepted()
                            .path("paused_by")
                            .asText())
                    .isEqualTo("v2v.imports.pause-at-start");
        }
    }

    @Test
    void aPostgresqlIsRestored() throws IOException {
        Guide guide = Guide.read();
        try (TestingPostgres postgres = TestingPostgres.start()) {
            Map<String, String> server = Map.of(
                    "PGHOST",
                    "127.0.0.1",
                    "PGPORT",
                    Integer.toString(postgres.port()),
                    "PGUSER",
                    TestingPostgres.USER,
                    "PGPASSWORD",
                    TestingPostgres.PASSWORD);
            // a new server, which knows nobody; there is nothing to put into the database yet
            shell(server, guide.restorePostgres().replaceAll("(?m)^.*pg_restore.*$", ""));
            try (EngineProcess engine = EngineProcess.builder(pki)
                    .generatedPassword()
                    .set("v2v.database.url", postgres.jdbcUrl(DATABASE))
                    .set("v2v.database.username", DATABASE)
                    .set("v2v.database.password", DATABASE_PASSWORD)
                    .start()) {
                String token = prepare(engine);

                follow(engine, server, guide.backupPostgres());
                follow(engine, server, guide.backupWithoutDatabase());
                token(engine); // of which the backup knows nothing
                lose(engine);
                follow(engine, server, guide.restoreKnownServer());
                follow(engine, server, guide.restoreRest());

                assertRestored(engine, token);
            }
        }
    }

    /** Something of all that is to be kept; a token of somebody who is signed in. */
    private String prepare(EngineProcess engine) throws IOException {
        Path keys = Files.createDirectory(engine.home().resolve("pki"));
        engine.set("v2v.pki.ca", copy(pki.authority(), keys));
        engine.set("v2v.pki.certificate", copy(pki.engineClient().certificate(), keys));
        engine.set("v2v.pki.key", copy(pki.engineClient().key(), keys));
        Path archive = Files.createDirectories(engine.home().resolve("archive"));
        Files.writeString(archive.resolve("kept"), "kept");
        Files.createDirectories(backup.resolve("backup"));
        Files.createDirectories(backup.resolve("safe"));
        Path secret = Files.createDirectories(settings()).resolve("ovirt-sso-secret");
        Files.writeString(secret, "of oVirt's engine");
        engine.set("v2v.ovirt-sso.url", "https://127.0.0.1:1/ovirt-engine");
        engine.set("v2v.ovirt-sso.client-id", "ovirt-engine-core");
        engine.set("v2v.ovirt-sso.client-secret-file", secret.toString());

        String token = token(engine);
        engine.anonymous().withToken(token).post("/datacenters", named("dc")).accepted();
        ObjectNode provider = named("vcenter")
                .put("type", "vmware")
                .put("address", "192.0.2.1")
                .put("username", "u")
                .put("password", "of the provider");
        provider.set("data_center", named("dc"));
        engine.anonymous()
                .withToken(token)
                .post("/externalvmproviders", provider)
                .accepted();
        return token;
    }

    /** In place of {@code /etc/ovirt-v2v}: what the settings name, and without which the engine does not start. */
    private Path settings() {
        return backup.resolve("etc/ovirt-v2v");
    }

    private static String copy(Path file, Path folder) throws IOException {
        return Files.copy(file, folder.resolve(file.getFileName())).toString();
    }

    private static String token(EngineProcess engine) throws IOException {
        String password = Files.readString(engine.runtime().resolve("initial-admin-password"))
                .strip();
        return engine.anonymous()
                .requestToken(EngineProcess.ADMIN, password)
                .accepted()
                .path("access_token")
                .asText();
    }

    private void lose(EngineProcess engine) throws IOException {
        engine.stop();
        TestingFolder.delete(settings());
        TestingFolder.delete(engine.home());
        Files.createDirectory(
                engine.home(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void assertRestored(EngineProcess engine, String token) {
        EngineClient client = engine.anonymous().withToken(token);
        String provider = client.get("/externalvmproviders")
                .accepted()
                .at("/external_vm_provider/0/id")
                .asText();
        assertThat(client.post("/externalvmproviders/" + provider + "/testconnectivity", JSON.createObjectNode())
                        .body()
                        .path("code")
                        .asText())
                .as("who was signed in still is, and the password can be read")
                .isEqualTo("HOST_UNREACHABLE");
        assertThat(engine.home().resolve("archive/kept")).hasContent("kept");
    }

    /** The engine is no service of systemd's here. */
    private void follow(EngineProcess engine, Map<String, String> environment, String block) {
        String commands = block.replace(HOME, engine.home().toString());
        Matcher services = SERVICE.matcher(commands);
        int from = 0;
        while (services.find()) {
            shell(environment, commands.substring(from, services.start()));
            from = services.end();
            if (services.group(1).equals("stop")) {
                engine.stop();
            } else {
                engine.restart();
            }
        }
        shell(environment, commands.substring(from));
    }

    private void shell(Map<String, String> environment, String commands) {
        String here = commands.replace("/backup/", backup.resolve("backup") + "/")
                .replace("/safe/", backup.resolve("safe") + "/")
                .replace("-o ovirt-v2v -g ovirt-v2v ", "")
                .replace("chown -R ovirt-v2v:", "chown -R " + System.getProperty("user.name") + ":")
                .replace(" && systemctl daemon-reload", "")
                .replace("/etc", backup.resolve("etc").toString());
        assertThat(here).as("nothing of this machine itself").doesNotContain("/var/lib/", "systemctl", "ovirt-v2v:");
        Map<String, String> all = new TreeMap<>(environment);
        all.put("ENGINES_PASSWORD", DATABASE_PASSWORD);
        Command.run(List.of("bash", "-euc", SUDO + here), all);
    }
}
