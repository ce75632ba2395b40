package org.ovirt.v2v.engine;

import static org.ovirt.v2v.testbed.EngineClient.JSON;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingPostgres;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Measures what {@code bench/submission} prints: how soon the engine as it is installed answers a request for many machines, and
 * everybody else meanwhile. Argument: how many machines. Exit code 1 if it took longer than the bounds.
 */
public final class SubmissionBench {
    private static final int CALLS_AT_ONCE = 10;
    private static final double BOUND_SECONDS = 2;
    private static final double BOUND_OF_OTHERS_MILLISECONDS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FAILED = 2;
    private static final String BATCH = "/import";

    private final int machines;
    private final TestingVCenter vcenter;
    private final AgentProcess agent;
    private boolean kept = true;

    private SubmissionBench(int machines, TestingVCenter vcenter, AgentProcess agent) {
        this.machines = machines;
        this.vcenter = vcenter;
        this.agent = agent;
    }

    public static void main(String[] arguments) {
        System.exit(exitCode(Integer.parseInt(arguments[0])));
    }

    private static int exitCode(int machines) {
        try (TestingPki pki = TestingPki.create();
                TestingVirtV2v virtV2v = TestingVirtV2v.create().stoppingAt("Copying disk 1/1", "never");
                TestingVCenter vcenter =
                        TestingVCenter.builder().machines(machines).start();
                AgentProcess agent = AgentProcess.start(
                        pki.host(),
                        Map.of("agent.v2v.program", virtV2v.program().toString()));
                TestingPostgres postgres = TestingPostgres.start()) {
            SubmissionBench bench = new SubmissionBench(machines, vcenter, agent);
            try (EngineProcess engine = EngineProcess.start(pki);
                    TestingExportDomain domain = TestingExportDomain.createEmpty()) {
                bench.measure("H2", engine, domain);
            }
            try (EngineProcess engine = EngineProcess.start(pki, postgres);
                    TestingExportDomain domain = TestingExportDomain.createEmpty()) {
                bench.measure("PostgreSQL", engine, domain);
            }
            return bench.kept ? 0 : 1;
        } catch (Exception e) {
            System.err.println("Nothing was measured: " + e);
            return FAILED;
        }
    }

    private void measure(String database, EngineProcess engine, TestingExportDomain domain) {
        EngineClient client = engine.client();
        String provider = TestingEstate.providerOfOneHost(client, "host", agent.port(), domain, vcenter);
        System.out.printf("%-44s %8s %9s%n", database + ", " + machines + " machines a request", "seconds", "bound");
        submit(client, provider, "warm-up", 10);
        print("one request that is checked before its answer, 500", timed(() -> submit(client, provider, "w", 500)), 0);
        Others others = new Others(engine.client());
        double one = timed(() -> submit(client, provider, "one", machines));
        print("one request", one, BOUND_SECONDS);
        print("  until all of it is checked", timed(() -> awaitChecked(client)), 0);
        print("  99 in 100 of others' requests meanwhile", others.end(), BOUND_OF_OTHERS_MILLISECONDS / 1000);
        others = new Others(engine.client());
        ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_ONCE);
        double all = timed(() -> IntStream.range(0, CALLS_AT_ONCE)
                .mapToObj(call -> CompletableFuture.runAsync(
                        () -> submit(engine.client(), provider, "c" + call, machines), threads))
                .toList()
                .forEach(CompletableFuture::join));
        threads.shutdown();
        print(CALLS_AT_ONCE + " requests at once", all, 0);
        print("  99 in 100 of others' requests until then", others.end(), 0);
        print("  until all of them are checked", timed(() -> awaitChecked(client)), 0);
    }

    private void print(String what, double seconds, double bound) {
        System.out.printf("%-44s %8.2f %9s%n", what, seconds, bound == 0 ? "" : String.valueOf(bound));
        kept &= bound == 0 || seconds <= bound;
    }

    /** Somebody who looks at lists, one request after the other. */
    private static final class Others {
        private static final List<String> PATHS =
                List.of("/datacenters", "/imports?max=20", "/events?max=20", "/storagedomains");

        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Double> seconds = new ArrayList<>();
        private final Thread thread;

        private Others(EngineClient client) {
            PATHS.forEach(path -> client.get(path).accepted());
            thread = new Thread(() -> {
                for (int request = 0; !over.get(); request++) {
                    String path = PATHS.get(request % PATHS.size());
                    seconds.add(timed(() -> client.get(path).accepted()));
                }
            });
            thread.start();
        }

        /** How long 99 in 100 of the requests took at most, in seconds. */
        private double end() {
            over.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            double[] sorted =
                    seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[Math.max(0, (int) Math.ceil(sorted.length * 0.99) - 1)];
        }
    }

    private static double timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void awaitChecked(EngineClient client) {
        Awaitility.await().atMost(PATIENCE).until(() -> client.get("/imports?status=validating&max=1")
                .accepted()
                .path("total")
                .asText()
                .equals("0"));
    }

    private void submit(EngineClient client, String provider, String prefix, int count) {
        ObjectNode request = JSON.createObjectNode();
        request.set("cluster", named("cluster"));
        request.set("storage_domain", named("export"));
        ArrayNode imports = request.putArray("imports");
        for (int number = 0; number < count; number++) {
            ObjectNode each = imports.addObject().put("name", prefix + "-" + number);
            each.putObject("virtual_machine").put("name", "DC0_C0_RP0_VM" + number % machines);
        }
        JsonNode answer =
                client.post("/externalvmproviders/" + provider + BATCH, request).accepted();
        long accepted = StreamSupport.stream(answer.path("import").spliterator(), false)
                .filter(each -> each.has("id"))
                .count();
        if (accepted != count && count > 500) {
            throw new IllegalStateException("only " + accepted + " of " + count + " were accepted: "
                    + Arrays.toString(answer.toString().substring(0, 500).split("\n")));
        }
    }
}
