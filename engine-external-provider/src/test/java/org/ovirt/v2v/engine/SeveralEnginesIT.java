package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.testbed.EngineClient.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.ovirt.engine.sdk4.ConnectionBuilder;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.services.SystemService;
import org.ovirt.engine.sdk4.types.ExternalVmProviderType;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.EventStream;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Two engines as they are shipped, on one PostgreSQL, with real agents whose virt-v2v follows a script. A watcher is the engine
 * that watches the host of a conversion; the tests find it in the database.
 */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SeveralEnginesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String IMPORTS = "/imports";
    private static final String UNDER_WAY = IMPORTS + "?status=starting,converting,finalizing";
    private static final String HOST = "host";
    private static final String READY = "/services/health/ready";
    private static final String COPYING = "Copying disk 1/1";

    private TestingPki pki;
    private TestingPostgres postgres;
    private TestingVirtV2v virtV2v;
    private TestingVCenter vcenter;
    private TestingExportDomain domain;
    private AgentProcess agent;
    private EngineProcess one;
    private EngineProcess other;
    private String databaseUrl;
    private TestingEstate estate;

    @BeforeAll
    void deploy() {
        pki = TestingPki.create();
        postgres = TestingPostgres.start();
        vcenter = TestingVCenter.start();
        domain = TestingExportDomain.createEmpty();
        databaseUrl = postgres.createDatabase("engine");
        one = builder()
                .set("v2v.database.url", databaseUrl)
                .set("v2v.database.username", TestingPostgres.USER)
                .set("v2v.database.password", TestingPostgres.PASSWORD)
                .start();
        other = builder().beside(one).start();
    }

    private EngineProcess.Builder builder() {
        return EngineProcess.builder(pki).set("v2v.imports.per-host", "1").set("v2v.imports.poll-interval", "1s");
    }

    /** Each test that imports has a script, and a host that follows it, of its own. */
    private void addHost() {
        virtV2v = TestingVirtV2v.create();
        agent = AgentProcess.start(
                pki.host(), Map.of("agent.v2v.program", virtV2v.program().toString()));
        register(agent);
    }

    @AfterEach
    void stopHost() {
        if (agent != null) {
            agent.close();
            virtV2v.close();
            agent = null;
        }
    }

    @AfterAll
    void close() {
        Stream.of(other, one).filter(each -> each != null).forEach(EngineProcess::close);
        domain.close();
        vcenter.close();
        postgres.close();
        pki.close();
    }

    @Test
    void aConversionGoesOnInTheOtherEngineWhenItsWatcherIsKilled() {
        addHost();
        virtV2v.stoppingAt(COPYING, "survives");
        String id = submit(one, 0, "survives");
        await().atMost(SOON).until(() -> virtV2v.reached("survives"));
        String waiting = submit(one, 1, "waits");
        EngineProcess watcher = watcher();
        EngineProcess successor = watcher == one ? other : one;
        awaitStatus(successor, id, "converting");
        long process = virtV2v.process().pid();

        watcher.kill();
        long killed = System.nanoTime();
        virtV2v.release("survives");

        awaitStatus(successor, id, "succeeded");
        awaitStatus(successor, waiting, "succeeded");
        System.out.println("MEASURED an import of a killed engine succeeded after "
                + Duration.ofNanos(System.nanoTime() - killed).toSeconds() + " s");
        assertThat(virtV2v.runs()).as("one conversion each, none again").isEqualTo(2);
        assertThat(process).isPositive();
        assertThat(domain.ovf(UUID.fromString(id))).exists();
        assertThat(domain.staged()).isEmpty();
        watcher.restart();
        awaitStatus(watcher, id, "succeeded");
    }

    @Test
    void whatIsAskedOfOneEngineIsSeenThroughTheOther() {
        addHost();
        virtV2v.stoppingAt(COPYING, "seen").withDisk(1 << 20, 0, 33, 66, 100);
        try (EventStream first = EventStream.open(one.client(), EventStream.IMPORTS);
                EventStream second = EventStream.open(other.client(), EventStream.IMPORTS)) {
            String id = submit(one, 0, "seen");
            await().atMost(SOON).until(() -> virtV2v.reached("seen"));
            virtV2v.release("seen");
            for (EventStream stream : List.of(first, second)) {
                await().atMost(SOON).until(() -> stream.of(id).stream()
                        .anyMatch(event -> event.path("status").asText().equals("succeeded")));
                assertThat(stream.of(id))
                        .extracting(event -> event.path("progress").asInt())
                        .isSorted()
                        .last()
                        .isEqualTo(100);
                assertThat(stream.of(id))
                        .extracting(event -> event.path("status").asText())
                        // states that pass at once may be over before the other engine has read them
                        .contains("converting", "succeeded");
            }
        }
    }

    @Test
    void aSessionOfThePagesIsOneOfAllEngines() {
        EngineClient session = one.anonymous().openSession(EngineProcess.ADMIN, EngineProcess.ADMIN_PASSWORD);
        EngineClient elsewhere = other.anonymous().withSession("__Host-v2v-session=" + session.sessionToken());
        assertThat(elsewhere.get("").status()).isEqualTo(200);
        try (EventStream stream = EventStream.open(session, EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(elsewhere.closeSession().status()).isEqualTo(204);
            await().atMost(SOON).until(stream::hasEnded);
        }
        assertThat(session.get("").status()).isEqualTo(401);
    }

    @Test
    void aStreamOfOneEngineEndsWhenItsTokenIsRevokedAtTheOther() {
        String token = one.client()
                .requestToken(EngineProcess.ADMIN, EngineProcess.ADMIN_PASSWORD)
                .accepted()
                .path("access_token")
                .asText();
        EngineClient signedIn = other.client().withToken(token);
        try (EventStream stream = EventStream.open(signedIn, EventStream.IMPORTS)) {
            assertThat(stream.status()).isEqualTo(200);
            String id = StreamSupport.stream(
                            signedIn.get("/tokens").accepted().path("token").spliterator(), false)
                    .filter(each -> each.path("current").asText().equals("true"))
                    .map(each -> each.path("id").asText())
                    .findFirst()
                    .orElseThrow();
            one.client().delete("/tokens/" + id).accepted();
            await().atMost(SOON).until(stream::hasEnded);
        }
        assertThat(signedIn.get("").status()).isEqualTo(401);
    }

    @Test
    void oVirtsSdkImportsAMachineThroughABalancerThatAlternatesBetweenTheEngines() throws Exception {
        addHost();
        String authority = Files.readString(pki.authority());
        try (TestingBalancer balancer = TestingBalancer.before(authority, one, other)) {
            org.ovirt.engine.sdk4.Connection connection = ConnectionBuilder.connection()
                    .url(balancer.address() + "/api")
                    .user(EngineProcess.ADMIN)
                    .password(EngineProcess.ADMIN_PASSWORD)
                    .build();
            SystemService system = connection.systemService();
            String id = system.externalVmImportsService()
                    .add()
                    .import_(Builders.externalVmImport()
                            .name(TestingVCenter.FIRST_MACHINE)
                            .provider(ExternalVmProviderType.VMWARE)
                            .url("vpx://" + vcenter.address() + "/DC0/DC0_C0/DC0_C0_H0?no_verify=1")
                            .username(TestingVCenter.USER)
                            .password(TestingVCenter.PASSWORD)
                            .vm(Builders.vm().name("balanced"))
                            .cluster(Builders.cluster().name("cluster"))
                            .storageDomain(Builders.storageDomain().name("export")))
                    .send()
                    .import_()
                    .vm()
                    .id();

            await().atMost(SOON).until(() -> !system.eventsService()
                    .list()
                    .search("type=1152 and vm.id=" + id)
                    .send()
                    .events()
                    .isEmpty());
            for (int each = 0; each < 2; each++) {
                assertThat(system.vmsService().vmService(id).get().send().vm().id())
                        .isEqualTo(id);
                assertThat(system.vmsService()
                                .vmService(id)
                                .nicsService()
                                .list()
                                .send()
                                .nics())
                        .isNotEmpty();
            }
            connection.close();
            assertThat(balancer.requests()).isGreaterThan(6);
        }
        assertThat(virtV2v.runs()).isEqualTo(1);
    }

    @Test
    void theLimitOfAHostHoldsWhicheverEngineIsAsked() {
        addHost();
        virtV2v.stoppingAt(COPYING, "limited");
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ids.add(submit(one, 0, "one-" + number));
            ids.add(submit(other, 1, "other-" + number));
        }
        await().atMost(SOON).until(() -> virtV2v.reached("limited"));
        for (EngineProcess engine : List.of(one, other)) {
            await().atMost(SOON).until(() -> total(engine, UNDER_WAY) == 1);
            assertThat(total(engine, IMPORTS + "?status=queued")).isEqualTo(5);
        }

        virtV2v.release("limited");
        for (String id : ids) {
            awaitStatus(other, id, "succeeded");
        }
        assertThat(virtV2v.runs()).isEqualTo(6);
    }

    @Test
    void anImportIsCancelledThroughTheEngineThatDoesNotWatchIt() {
        addHost();
        virtV2v.stoppingAt(COPYING, "stopped");
        String id = submit(one, 0, "stopped");
        await().atMost(SOON).until(() -> virtV2v.reached("stopped"));
        EngineProcess bystander = watcher() == one ? other : one;
        awaitStatus(bystander, id, "converting");

        bystander
                .client()
                .post(IMPORTS + "/" + id + "/cancel", JSON.createObjectNode())
                .accepted();

        awaitStatus(one, id, "cancelled");
        awaitStatus(other, id, "cancelled");
        await().atMost(SOON).until(() -> domain.staged().isEmpty());
    }

    @Test
    void aCopyOfAnEngineStaysRegisteredWhenTheOneThatWasCopiedIsEnded() throws Exception {
        try (TestingFolder folder = TestingFolder.create("copy");
                EngineProcess copied = builder().beside(one).start()) {
            Path home = Files.createDirectory(
                    folder.resolve("home"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.copy(copied.home().resolve("engine.id"), home.resolve("engine.id"));
            try (EngineProcess copy =
                    builder().beside(one).set("v2v.home", home.toString()).start()) {
                await().atMost(SOON).until(() -> copied.log().contains("Another engine with the same id"));
                assertThat(copied.anonymous().getBeside(READY).status()).isEqualTo(503);
                assertThat(copy.anonymous().getBeside(READY).status()).isEqualTo(200);

                copied.stop();

                assertThat(isRegistered(idOf(copied))).isTrue();
                copy.stop();
                assertThat(isRegistered(idOf(copied))).isFalse();
            }
        }
    }

    @Test
    void aConversionGoesOnIfTheDatabaseIsOfATimeBeforeItsEngines() throws Exception {
        addHost();
        virtV2v.stoppingAt(COPYING, "forgotten");
        String id = submit(one, 0, "forgotten");
        await().atMost(SOON).until(() -> virtV2v.reached("forgotten"));
        awaitStatus(one, id, "converting");

        try (Connection database =
                        DriverManager.getConnection(databaseUrl, TestingPostgres.USER, TestingPostgres.PASSWORD);
                Statement sql = database.createStatement()) {
            sql.execute("delete from engines");
        }
        await().atMost(SOON).until(() -> isRegistered(idOf(one)) && isRegistered(idOf(other)));
        virtV2v.release("forgotten");

        awaitStatus(one, id, "succeeded");
        assertThat(virtV2v.runs()).isEqualTo(1);
        for (EngineProcess engine : List.of(one, other)) {
            assertThat(engine.anonymous().getBeside(READY).status()).isEqualTo(200);
        }
    }

    @Test
    void anEngineWhoseDatabaseIsAwayIsNotReadyAndSaysSoToEverybody() {
        try (TestingPostgres own = TestingPostgres.start();
                EngineProcess engine = EngineProcess.start(pki, own)) {
            assertThat(engine.anonymous().getBeside(READY).status()).isEqualTo(200);

            own.crash();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(engine.anonymous().getBeside(READY))
                            .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
                            .satisfies(answer -> assertThat(answer.text())
                                    .contains("the database answers")
                                    .doesNotContain(Integer.toString(own.port()))));
            EngineClient user = engine.anonymous().withPassword(EngineProcess.ADMIN, EngineProcess.ADMIN_PASSWORD);
            assertThat(user.get("/hosts").status()).isEqualTo(503);
        }
    }

    private boolean isRegistered(String engine) throws SQLException {
        try (Connection database =
                        DriverManager.getConnection(databaseUrl, TestingPostgres.USER, TestingPostgres.PASSWORD);
                Statement sql = database.createStatement();
                ResultSet found = sql.executeQuery("select 1 from engines where id = '" + engine + "'")) {
            return found.next();
        }
    }

    @Test
    void anEngineOfAnotherVersionIsRefused() throws SQLException {
        try (Connection database =
                        DriverManager.getConnection(databaseUrl, TestingPostgres.USER, TestingPostgres.PASSWORD);
                Statement sql = database.createStatement()) {
            // seen for as long as a start takes on a busy machine
            sql.execute("insert into engines values (gen_random_uuid(), 1, current_timestamp, current_timestamp"
                    + " + interval '10' minute)");
            try {
                assertThatThrownBy(() -> builder().beside(one).start())
                        .hasMessageContaining("other engine(s) of an older version work on the same database")
                        .hasMessageContaining("start the new version");
            } finally {
                sql.execute("delete from engines where generation = 1");
            }

            sql.execute(
                    "insert into \"flyway_schema_history\" values (1000, '1000', 'newer', 'SQL', 'V1000__newer.sql',"
                            + " 0, 'v2v', current_timestamp, 1, true)");
            try {
                assertThatThrownBy(() -> builder().beside(one).start())
                        .hasMessageContaining(
                                "The database was changed by a newer version of the engine (migration 1000");
            } finally {
                sql.execute("delete from \"flyway_schema_history\" where installed_rank = 1000");
            }
        }
    }

    @Test
    void aSecondEngineOnTheEmbeddedDatabaseIsRefused() {
        try (EngineProcess alone = EngineProcess.start(pki)) {
            assertThatThrownBy(() -> EngineProcess.builder(pki)
                            .set("v2v.home", alone.home().toString())
                            .start())
                    .hasMessageContaining("Another engine runs with the same v2v.home");
            assertThat(alone.isAlive()).isTrue();
        }
    }

    /** The engine that watches the host of this test's conversion. */
    private EngineProcess watcher() {
        String id = await().atMost(SOON).until(this::watcherId, found -> !found.isEmpty());
        return id.equals(idOf(one)) ? one : other;
    }

    private String watcherId() {
        try (Connection database =
                        DriverManager.getConnection(databaseUrl, TestingPostgres.USER, TestingPostgres.PASSWORD);
                Statement sql = database.createStatement();
                ResultSet found = sql.executeQuery("select engine_id from leases where name like 'host:%'")) {
            return found.next() ? found.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String idOf(EngineProcess engine) {
        try {
            return Files.readString(engine.home().resolve("engine.id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int total(EngineProcess engine, String path) {
        return engine.client().get(path).accepted().path("total").asInt();
    }

    private static void awaitStatus(EngineProcess engine, String id, String status) {
        EngineClient client = engine.client();
        await().alias("import " + id + " is " + status).atMost(SOON).until(() -> client.get(IMPORTS + "/" + id)
                .accepted()
                .path("status")
                .asText()
                .equals(status));
    }

    private String submit(EngineProcess engine, int machine, String name) {
        return estate.submit(engine.client(), machine, name)
                .accepted()
                .path("id")
                .asText();
    }

    private void register(AgentProcess agent) {
        EngineClient client = one.client();
        if (estate == null) {
            estate = TestingEstate.ofOneHost(client, HOST, agent.port(), domain, vcenter);
            return;
        }
        String id =
                client.get("/hosts").accepted().path("host").path(0).path("id").asText();
        await().atMost(SOON).until(() -> client.put("/hosts/" + id, TestingEstate.host(HOST, agent.port()))
                .isAccepted());
    }
}
