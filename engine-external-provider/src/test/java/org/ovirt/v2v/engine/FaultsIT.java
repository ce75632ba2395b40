package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingProcess;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Many imports over several engines and agents, real processes all of them but virt-v2v, of which at random one is killed, frozen,
 * or the database crashes, until the imports have ended. What must be true is asked of the agents' side: when which conversion ran.
 *
 * <p>System properties make it larger: {@code testbed.faults.imports}, {@code .engines}, {@code .agents}, {@code .seed}; so
 * {@code bin/verify --all} does.
 */
@Tag("process")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class FaultsIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int PER_HOST = 2;
    private static final int BATCH = 50;
    private static final int IMPORTS = Integer.getInteger("testbed.faults.imports", 40);
    private static final int ENGINES = Integer.getInteger("testbed.faults.engines", 2);
    private static final int AGENTS = Integer.getInteger("testbed.faults.agents", 3);
    private static final long SEED = Long.getLong("testbed.faults.seed", 1);

    /** So long do all conversions last at least, that everything happens while some are still to come. */
    private static final Duration AT_LEAST = Duration.ofSeconds(90);

    private static final Duration LASTING =
            AT_LEAST.multipliedBy((long) AGENTS * PER_HOST).dividedBy(IMPORTS);
    private static final Set<String> OVER = Set.of("succeeded", "failed", "cancelled");

    private final Random random = new Random(SEED);
    private final List<EngineProcess> engines = new ArrayList<>();
    private final List<AgentProcess> agents = new ArrayList<>();
    private final List<TestingVirtV2v> programs = new ArrayList<>();
    private final Map<Fault, Integer> faults = new LinkedHashMap<>();
    private TestingPki pki;
    private TestingPostgres postgres;
    private TestingVCenter vcenter;
    private TestingExportDomain domain;
    private String databaseUrl;
    private TestingEstate estate;

    /** What happens, one at a time. */
    private enum Fault {
        ENGINE_KILLED,
        ENGINE_FROZEN,
        AGENT_KILLED,
        AGENT_FROZEN,
        DATABASE_CRASHED
    }

    @BeforeEach
    void deploy() {
        pki = TestingPki.create();
        postgres = TestingPostgres.start();
        vcenter = TestingVCenter.start();
        domain = TestingExportDomain.createEmptyOnFileSystemOf(4096);
        databaseUrl = postgres.createDatabase("engine");
        for (int number = 0; number < ENGINES; number++) {
            EngineProcess.Builder builder = EngineProcess.builder(pki)
                    .set("v2v.imports.per-host", Integer.toString(PER_HOST))
                    .set("v2v.imports.per-source-host", Integer.toString(PER_HOST * AGENTS))
                    .set("v2v.imports.poll-interval", "3s")
                    .set("v2v.imports.sweep-interval", "5s");
            engines.add(
                    number > 0
                            ? builder.beside(engines.get(0)).start()
                            : builder.set("v2v.database.url", databaseUrl)
                                    .set("v2v.database.username", TestingPostgres.USER)
                                    .set("v2v.database.password", TestingPostgres.PASSWORD)
                                    .start());
        }
        Map<String, Integer> hosts = new TreeMap<>();
        for (int number = 0; number < AGENTS; number++) {
            TestingVirtV2v program = TestingVirtV2v.create().lasting(LASTING);
            programs.add(program);
            AgentProcess agent = AgentProcess.start(
                    pki.host(), Map.of("agent.v2v.program", program.program().toString()));
            agents.add(agent);
            hosts.put("host-" + number, agent.port());
        }
        estate = TestingEstate.ofHosts(engines.get(0).client(), hosts, domain, vcenter);
    }

    @AfterEach
    void close() {
        engines.forEach(EngineProcess::close);
        agents.forEach(AgentProcess::close);
        programs.forEach(TestingVirtV2v::close);
        domain.close();
        vcenter.close();
        postgres.close();
        pki.close();
    }

    @Test
    void everyImportEndsOnceWhateverDies() {
        Set<String> ids = submitAll();
        int left = ids.size();
        Iterator<Fault> first = each().iterator();
        while (left > 0) {
            happen(first.hasNext() ? first.next() : Fault.values()[random.nextInt(Fault.values().length)]);
            left = awaitEnd(ids, Duration.ofMillis(500 + random.nextInt(2500)));
        }
        Map<String, Long> outcomes = new HashMap<>();
        Map<String, String> reasons = new HashMap<>();
        for (JsonNode each : all()) {
            outcomes.merge(each.path("status").asText(), 1L, Long::sum);
            if (!each.path("status").asText().equals("succeeded")) {
                reasons.put(each.path("name").asText(), each.path("failure").toString());
            }
        }
        System.out.println("MEASURED seed " + SEED + ": " + outcomes + " after " + faults);
        assertThat(faults).as("what has happened while imports ran").containsKeys(Fault.values());
        assertThat(reasons).isEmpty();
        assertThat(outcomes).isEqualTo(Map.of("succeeded", (long) IMPORTS));
        assertThat(ids).allMatch(id -> Files.exists(domain.ovf(UUID.fromString(id))));
        assertThat(domain.staged()).isEmpty();
        assertOnceAndWithinLimits();
        assertNothingIsLeft();
    }

    /** Each once: first who dies, since that tells most. */
    private List<Fault> each() {
        List<Fault> deaths = new ArrayList<>(List.of(Fault.ENGINE_KILLED, Fault.AGENT_KILLED));
        List<Fault> others = new ArrayList<>(List.of(Fault.values()));
        others.removeAll(deaths);
        Collections.shuffle(deaths, random);
        Collections.shuffle(others, random);
        deaths.addAll(others);
        return deaths;
    }

    private void happen(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
        EngineProcess engine = engines.get(random.nextInt(ENGINES));
        AgentProcess agent = agents.get(random.nextInt(AGENTS));
        Duration time = Duration.ofMillis(1000 + random.nextInt(6000));
        switch (fault) {
            case ENGINE_KILLED -> {
                engine.kill();
                pass(time);
                engine.restart();
            }
            case ENGINE_FROZEN -> {
                engine.freeze(true);
                // long enough that another one takes over
                pass(time.plusSeconds(14));
                engine.freeze(false);
            }
            case AGENT_KILLED -> {
                agent.kill();
                pass(time);
                agent.restart();
            }
            case AGENT_FROZEN -> {
                agent.freeze(true);
                pass(time);
                agent.freeze(false);
            }
            case DATABASE_CRASHED -> postgres.crashAndRestart();
        }
    }

    /** A fault lasts for a time; there is nothing to wait for. */
    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }

    /** Waits for so long at most; how many have not ended. */
    private int awaitEnd(Set<String> ids, Duration most) {
        pass(most);
        return ids.size()
                - (int) all().stream()
                        .filter(each -> OVER.contains(each.path("status").asText()))
                        .count();
    }

    private void assertOnceAndWithinLimits() {
        List<TestingVirtV2v.Run> runs =
                programs.stream().flatMap(each -> each.timeline().stream()).toList();
        assertThat(runs.stream().collect(Collectors.groupingBy(TestingVirtV2v.Run::name, Collectors.counting())))
                .hasSize(IMPORTS)
                .allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
        for (TestingVirtV2v program : programs) {
            List<TestingVirtV2v.Run> there = program.timeline();
            assertThat(there).allSatisfy(run -> assertThat(
                            there.stream().filter(each -> each.start() <= run.start() && run.start() < each.end()))
                    .as("conversions at once on a host")
                    .hasSizeLessThanOrEqualTo(PER_HOST));
        }
        assertThat(runs).noneMatch(run -> TestingProcess.runs(run.pid()));
    }

    private void assertNothingIsLeft() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(number("select count(*) from vm_name_reservations")).isZero();
            assertThat(number("select count(*) from import_attempts where abort_owed"))
                    .isZero();
            // what the agents themselves know
            assertThat(agents).flatMap(AgentProcess::jobs).isEmpty();
        });
    }

    private int number(String query) {
        try (Connection database =
                        DriverManager.getConnection(databaseUrl, TestingPostgres.USER, TestingPostgres.PASSWORD);
                Statement sql = database.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            found.next();
            return found.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All imports, as some engine tells that answers. */
    private List<JsonNode> all() {
        EngineProcess engine = engines.get(random.nextInt(ENGINES));
        return await().atMost(SOON).ignoreExceptions().until(() -> listed(engine), each -> each.size() == IMPORTS);
    }

    private static List<JsonNode> listed(EngineProcess engine) {
        JsonNode list = engine.client().get("/imports?max=1000").accepted().path("import");
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private Set<String> submitAll() {
        for (int from = 0; from < IMPORTS; from += BATCH) {
            EngineProcess engine = engines.get((from / BATCH) % ENGINES);
            List<String> names = IntStream.range(from, Math.min(IMPORTS, from + BATCH))
                    .mapToObj(number -> "vm-" + number)
                    .toList();
            estate.submit(engine.client(), names).accepted();
        }
        return all().stream().map(each -> each.path("id").asText()).collect(Collectors.toSet());
    }
}
