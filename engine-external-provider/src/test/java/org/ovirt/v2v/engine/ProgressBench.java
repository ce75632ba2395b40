package org.ovirt.v2v.engine;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.EventStream;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Measures what {@code bench/progress} prints: how long it takes from a figure that the copying tool prints to the event that a
 * client of the engine's stream gets, through both of two engines, while many conversions run. Argument: how many. Exit code 1 if
 * the 99th percentile is above the bound.
 */
public final class ProgressBench {
    private static final int HOSTS = 5;
    private static final double BOUND_MILLISECONDS = 300;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int FAILED = 2;

    private ProgressBench() {}

    /** When an event with this figure of this import came first. */
    private record Figure(String name, int percent) {}

    public static void main(String[] arguments) {
        int exitCode;
        try {
            exitCode = measure(Integer.parseInt(arguments[0]));
        } catch (Exception e) {
            System.err.println("Nothing was measured: " + e);
            exitCode = FAILED;
        }
        System.exit(exitCode);
    }

    private static int measure(int jobs) {
        List<AgentProcess> agents = new ArrayList<>();
        List<TestingVirtV2v> programs = new ArrayList<>();
        try (TestingPki pki = TestingPki.create();
                TestingPostgres postgres = TestingPostgres.start();
                TestingVCenter vcenter = TestingVCenter.start();
                TestingExportDomain domain = TestingExportDomain.createEmptyOnFileSystemOf(4096);
                EngineProcess one = builder(pki, jobs).database(postgres).start();
                EngineProcess other = builder(pki, jobs).beside(one).start()) {
            Map<String, Integer> hosts = new TreeMap<>();
            for (int number = 0; number < HOSTS; number++) {
                TestingVirtV2v program = TestingVirtV2v.create()
                        .withDisk(1 << 20, IntStream.rangeClosed(0, 100).toArray())
                        .showingEach(Duration.ofSeconds(1));
                programs.add(program);
                AgentProcess agent = AgentProcess.start(
                        pki.host(),
                        Map.of("agent.v2v.program", program.program().toString()));
                agents.add(agent);
                hosts.put("host-" + number, agent.port());
            }
            TestingEstate estate = TestingEstate.ofHosts(one.client(), hosts, domain, vcenter);
            Map<EngineProcess, Map<Figure, Long>> came =
                    Map.of(one, new ConcurrentHashMap<>(), other, new ConcurrentHashMap<>());
            List<EventStream> streams = Stream.of(one, other)
                    .map(engine -> listen(engine, came.get(engine)))
                    .toList();
            try {
                estate.submit(
                                one.client(),
                                IntStream.range(0, jobs)
                                        .mapToObj(number -> "vm-" + number)
                                        .toList())
                        .accepted();
                EngineClient client = one.client();
                await().atMost(LONG).until(() -> running(client, "succeeded") == jobs);
            } finally {
                streams.forEach(EventStream::close);
            }
            Map<Figure, Long> printed = printed(programs);
            System.out.printf("%-32s %8s %10s %8s%n", jobs + " jobs, ms", "median", "99 in 100", "figures");
            double slowest = Math.max(
                    print("an engine", printed, came.get(one)), print("the other engine", printed, came.get(other)));
            System.out.printf("%-32s %8s %10.0f%n", "bound", "", BOUND_MILLISECONDS);
            return slowest <= BOUND_MILLISECONDS ? 0 : 1;
        } finally {
            agents.forEach(AgentProcess::close);
            programs.forEach(TestingVirtV2v::close);
        }
    }

    private static EngineProcess.Builder builder(TestingPki pki, int jobs) {
        return EngineProcess.builder(pki)
                // one user plays all of them
                .set("v2v.clients.streams", "1000")
                .set("v2v.clients.simultaneous-requests", "1000")
                .set("v2v.clients.requests-per-second", "100000")
                .set("v2v.imports.per-host", Integer.toString((jobs + HOSTS - 1) / HOSTS))
                .set("v2v.imports.per-source-host", Integer.toString(jobs));
    }

    private static EventStream listen(EngineProcess engine, Map<Figure, Long> came) {
        return EventStream.open(engine.client(), EventStream.IMPORTS, event -> {
            long now = System.nanoTime();
            JsonNode disk = event.path("disks").path(0);
            Optional.of(disk.path("progress").asInt(-1))
                    .filter(percent -> percent >= 0)
                    .ifPresent(percent ->
                            came.putIfAbsent(new Figure(event.path("name").asText(), percent), now));
        });
    }

    private static int running(EngineClient client, String status) {
        return client.get("/imports?status=" + status).accepted().path("total").asInt();
    }

    private static Map<Figure, Long> printed(List<TestingVirtV2v> programs) {
        Map<Figure, Long> printed = new HashMap<>();
        programs.forEach(program ->
                program.shown().forEach(each -> printed.put(new Figure(each.name(), each.percent()), each.time())));
        return printed;
    }

    /** Only figures of the middle: then all conversions run. */
    private static double print(String through, Map<Figure, Long> printed, Map<Figure, Long> came) {
        double[] times = came.entrySet().stream()
                .filter(entry ->
                        entry.getKey().percent() >= 30 && entry.getKey().percent() <= 90)
                .filter(entry -> printed.containsKey(entry.getKey()))
                .mapToDouble(entry -> (entry.getValue() - printed.get(entry.getKey())) / 1e6)
                .sorted()
                .toArray();
        double late = times[(int) (times.length * 0.99)];
        System.out.printf(
                "%-32s %8.0f %10.0f %8d%n", "through " + through, times[times.length / 2], late, times.length);
        return late;
    }
}
