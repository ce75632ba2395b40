package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * How long the lists of a vCenter's machines take through engine and agent, as both are installed. Run by {@code bench/inventory};
 * not one of the tests, because its figures depend on what else the machine does.
 */
class InventoryBenchmark {
    private static final int MACHINES = Integer.getInteger("v2v.machines", 5_000);
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int PAGES = 50;
    private static final int AT_ONCE = 6;

    private static final long FIRST_PAGE_MILLIS = 2_000;
    private static final long PAGE_MILLIS = 100;
    private static final long REFRESH_REQUESTS = 4;

    private record Taken(long millis, JsonNode answer) {}

    @Test
    void lists() {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try (TestingVCenter vcenter = TestingVCenter.builder()
                        .machines(MACHINES)
                        .hosts(4)
                        .latency(LATENCY)
                        .start();
                Deployment deployment = Deployment.withEmbeddedDatabase()) {
            EngineClient client = deployment.client();
            String first = machines(client, deployment, vcenter, "first");
            Taken cold = timed(() -> client.get(first + "?max=100&page=1").accepted());
            print("first page since engine and agent started, ms", cold.millis());
            print("  requests to the vCenter", vcenter.requests());
            assertThat(cold.answer().path("total").asInt()).isEqualTo(MACHINES);

            List<Long> pages = new ArrayList<>();
            long before = vcenter.requests();
            for (int page = 1; page <= PAGES; page++) {
                String query = "?max=100&page=" + page;
                pages.add(timed(() -> client.get(first + query).accepted()).millis());
            }
            for (String query : List.of("?name=*VM12*&max=100", "?sort=-memory,name&max=100", "?search=VM7&max=100")) {
                pages.add(timed(() -> client.get(first + query).accepted()).millis());
            }
            Collections.sort(pages);
            print("further pages, filters, sorts: median, ms", pages.get(pages.size() / 2));
            print("  slowest, ms", pages.get(pages.size() - 1));
            print("  requests to the vCenter", vcenter.requests() - before);

            before = vcenter.requests();
            Taken refresh =
                    timed(() -> client.get(first + "?refresh=true&max=100").accepted());
            long refreshRequests = vcenter.requests() - before;
            print("refresh, ms", refresh.millis());
            print("  requests to the vCenter", refreshRequests);

            String machine =
                    cold.answer().path("virtual_machine").path(0).path("id").asText();
            before = vcenter.requests();
            print(
                    "one machine, ms",
                    timed(() -> client.get(first + "/" + machine).accepted()).millis());
            print("  requests to the vCenter", vcenter.requests() - before);

            String second = machines(client, deployment, vcenter, "second");
            Taken anew = timed(() -> client.get(second + "?max=100&page=1").accepted());
            print("first page of a new provider, ms", anew.millis());

            String third = machines(client, deployment, vcenter, "third");
            Taken six = timed(() -> atOnce(clients, client, third));
            print(AT_ONCE + " lists of a new provider at once, ms", six.millis());

            assertThat(anew.millis()).isLessThan(FIRST_PAGE_MILLIS);
            assertThat(pages.get(pages.size() - 1)).isLessThan(PAGE_MILLIS);
            assertThat(refreshRequests).isLessThanOrEqualTo(REFRESH_REQUESTS);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Registers the vCenter under another name and gives the path of its machines. */
    private static String machines(EngineClient client, Deployment deployment, TestingVCenter vcenter, String name) {
        return "/externalvmproviders/"
                + client.post("/externalvmproviders", deployment.vmwareProvider(name, vcenter))
                        .id()
                + "/virtualmachines";
    }

    private static JsonNode atOnce(ExecutorService clients, EngineClient client, String machines) {
        List<CompletableFuture<JsonNode>> answers = IntStream.rangeClosed(1, AT_ONCE)
                .mapToObj(page -> CompletableFuture.supplyAsync(
                        () -> client.get(machines + "?max=100&page=" + page).accepted(), clients))
                .toList();
        return answers.stream()
                .map(CompletableFuture::join)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static Taken timed(Supplier<JsonNode> request) {
        long started = System.nanoTime();
        JsonNode answer = request.get();
        return new Taken((System.nanoTime() - started) / 1_000_000, answer);
    }

    private static void print(String what, long value) {
        System.out.printf(Locale.ROOT, "MEASURED %-45s %8d%n", what, value);
    }
}
