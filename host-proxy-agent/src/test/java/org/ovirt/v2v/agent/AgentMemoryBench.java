package org.ovirt.v2v.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;
import org.slf4j.LoggerFactory;

/**
 * Measures what {@code bench/agent-memory} prints: the memory of the agent as it is installed, driven by oVirt's own client while
 * jobs copy. Exit code 1 if the agent ever had more than the bound.
 */
public final class AgentMemoryBench {
    private static final int JOBS = 20;
    private static final List<Integer> PERCENTAGES = List.of(5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95);
    private static final int HALF = 6;
    private static final int LISTINGS = 3;
    private static final int FAILED = 2;
    private static final long BOUND_MEBIBYTES = 150;
    private static final Duration TIME_OUT = Duration.ofMinutes(3);
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final TestingOvirtClient client;
    private final List<TestingOvirtClient> clients;
    private final TestingVirtV2v virtV2v;
    private final MemoryMeter meter;
    private final List<UUID> jobs =
            Stream.generate(UUID::randomUUID).limit(JOBS).toList();

    private AgentMemoryBench(List<TestingOvirtClient> clients, TestingVirtV2v virtV2v, MemoryMeter meter) {
        this.client = clients.get(0);
        this.clients = clients;
        this.virtV2v = virtV2v;
        this.meter = meter;
    }

    public static void main(String[] arguments) {
        // clients see each other's answers, as with VDSM, and oVirt's prints each in full
        ((Logger) LoggerFactory.getLogger("org.ovirt.vdsm")).setLevel(Level.ERROR);
        Awaitility.setDefaultTimeout(TIME_OUT);
        Awaitility.setDefaultPollInterval(POLL);
        // oVirt's client leaves threads behind, so the program ends by itself in no case
        System.exit(exitCode());
    }

    private static int exitCode() {
        try {
            return measure();
        } catch (Exception e) {
            System.err.println("Nothing was measured: " + e);
            return FAILED;
        }
    }

    private static int measure() throws Exception {
        try (TestingPki pki = TestingPki.create();
                TestingVirtV2v virtV2v = TestingVirtV2v.create();
                TestingExportDomain domain = TestingExportDomain.create();
                TestingVCenter vcenter = TestingVCenter.start();
                AgentProcess agent = AgentProcess.start(
                        pki.host(),
                        Map.of("agent.v2v.program", virtV2v.program().toString(), "agent.v2v.emulation", "ALWAYS"));
                TestingOvirtClient first = TestingOvirtClient.of(pki, agent.port());
                TestingOvirtClient second = TestingOvirtClient.of(pki, agent.port());
                TestingOvirtClient third = TestingOvirtClient.of(pki, agent.port())) {
            MemoryMeter meter = new MemoryMeter(agent.pid());
            new AgentMemoryBench(List.of(first, second, third), virtV2v, meter).run(vcenter, domain);
            System.out.printf("%-40s %9d%n", "bound", BOUND_MEBIBYTES);
            return meter.most() <= BOUND_MEBIBYTES ? 0 : 1;
        }
    }

    private void run(TestingVCenter vcenter, TestingExportDomain domain) throws Exception {
        client.result(VerbName.GET_CAPABILITIES, Map.of());
        watch();
        meter.print("idle");
        stopOnTheWay();
        Instant started = Instant.now();
        for (UUID job : jobs) {
            client.result(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, job));
        }
        copy(PERCENTAGES.subList(0, HALF));
        meter.print(JOBS + " jobs that copy");
        for (int machines : List.of(300, 3000)) {
            list(machines);
            meter.print("inventory of " + machines + " beside " + JOBS + " jobs");
        }
        listAtOnce(3000);
        meter.print(clients.size() + " inventories of 3000 at once");
        copy(PERCENTAGES.subList(HALF, PERCENTAGES.size()));
        Awaitility.await("all jobs are done")
                .until(() -> reports().allMatch(job -> status(job).equals("done")));
        meter.print("to the end of the jobs");
        System.out.printf(
                "%-40s %9d%n",
                "seconds for the jobs", Duration.between(started, Instant.now()).toSeconds());
    }

    /** Looks at the agent while nobody asks it for anything. */
    private void watch() {
        Instant end = Instant.now().plus(WINDOW);
        Awaitility.await().until(() -> {
            meter.sample(jobs);
            return Instant.now().isAfter(end);
        });
    }

    private void stopOnTheWay() {
        virtV2v.withDisk(1 << 20, IntStream.rangeClosed(0, 100).toArray());
        PERCENTAGES.forEach(percent -> virtV2v.stoppingAt("1:" + percent, "at" + percent));
    }

    /** Lets all jobs copy side by side, as far as the last of these percentages; the agent must have told all of them. */
    private void copy(List<Integer> percentages) {
        for (int percent : percentages) {
            Awaitility.await("all jobs are at " + percent + " percent").until(() -> {
                meter.sample(jobs);
                return reports().allMatch(job -> job.path("progress").asInt() >= percent);
            });
            virtV2v.release("at" + percent);
        }
    }

    private void list(int machines) throws Exception {
        try (TestingVCenter vcenter = estate(machines)) {
            for (int listing = 0; listing < LISTINGS; listing++) {
                requireAll(machines, client.result(VerbName.GET_EXTERNAL_VMS, TestingRequests.source(vcenter)));
                meter.sample(jobs);
            }
        }
    }

    /** All clients ask at the same moment, and the jobs go on meanwhile. */
    private void listAtOnce(int machines) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try (TestingVCenter vcenter = estate(machines)) {
            List<Callable<JsonNode>> requests = clients.stream()
                    .<Callable<JsonNode>>map(
                            each -> () -> each.result(VerbName.GET_EXTERNAL_VMS, TestingRequests.source(vcenter)))
                    .toList();
            for (Future<JsonNode> list : threads.invokeAll(requests)) {
                requireAll(machines, list.get());
            }
            meter.sample(jobs);
        } finally {
            threads.shutdownNow();
        }
    }

    private static TestingVCenter estate(int machines) {
        return TestingVCenter.builder().machines(machines).hosts(4).start();
    }

    private static void requireAll(int machines, JsonNode list) {
        if (list.size() < machines) {
            throw new IllegalStateException("only " + list.size() + " machines were listed");
        }
    }

    private Stream<JsonNode> reports() throws Exception {
        JsonNode reports = client.result(VerbName.LIST_JOBS, Map.of());
        if (reports.size() != JOBS) {
            throw new IllegalStateException("there are not " + JOBS + " jobs: " + reports);
        }
        return StreamSupport.stream(reports.spliterator(), false).peek(AgentMemoryBench::requireNoFailure);
    }

    private static void requireNoFailure(JsonNode job) {
        if (status(job).equals("error")) {
            throw new IllegalStateException("a job failed: " + job);
        }
    }

    private static String status(JsonNode job) {
        return job.path("status").asText();
    }
}
