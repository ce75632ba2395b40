package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.testbed.EventStream;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * How much longer an import takes through engine and agent than the very same virt-v2v command by hand. Run by {@code
 * bench/import-overhead}; not one of the tests, because its figure depends on what else the machine does.
 */
class ImportOverheadBenchmark {
    private static final int PAIRS = Integer.getInteger("v2v.pairs", 5);
    private static final double BOUND = 1.03;

    @Test
    void overhead() throws Exception {
        try (TestingGuest guest = TestingGuest.create();
                TestingVCenter vcenter =
                        TestingVCenter.builder().disk(guest.disk()).start();
                TestingExportDomain domain = TestingExportDomain.createEmpty();
                TestingFolder folder = TestingFolder.create("by-hand");
                Deployment deployment = Deployment.withEmbeddedDatabase()) {
            deployment.addExportDomain("export", domain).accepted();
            // by hand there is no way to trust one certificate only
            ObjectNode trusting = deployment.vmwareProvider("vcenter", vcenter);
            trusting.putObject("tls").put("mode", "none");
            String provider =
                    deployment.client().post("/externalvmproviders", trusting).id();
            String machine = deployment
                    .machine(provider, TestingVCenter.FIRST_MACHINE)
                    .path("id")
                    .asText();
            HandRun hand = HandRun.of(folder, captured(deployment, provider, machine)); // warms everything up, too
            List<Double> throughEngine = new ArrayList<>();
            List<Double> byHand = new ArrayList<>();
            for (int pair = 1; pair <= PAIRS; pair++) {
                throughEngine.add(seconds(runThroughEngine(deployment, provider, machine, "pair" + pair)));
                byHand.add(seconds(hand.run()));
                System.out.printf(
                        Locale.ROOT,
                        "MEASURED pair %d: %.1f s through the engine, %.1f s by hand%n",
                        pair,
                        throughEngine.get(pair - 1),
                        byHand.get(pair - 1));
            }
            double ratio = median(throughEngine) / median(byHand);
            System.out.printf(
                    Locale.ROOT,
                    "MEASURED medians: %.1f s through the engine, %.1f s by hand, ratio %.3f (at most %.2f)%n",
                    median(throughEngine),
                    median(byHand),
                    ratio,
                    BOUND);
            assertThat(ratio).isLessThanOrEqualTo(BOUND);
        }
    }

    private static Duration runThroughEngine(Deployment deployment, String provider, String machine, String name) {
        long started = System.nanoTime();
        String id = deployment.startImport(provider, machine, name, "export").id();
        // asking again and again would take processor time away from virt-v2v; the stream ends with the import
        try (EventStream changes = EventStream.open(deployment.client(), EventStream.ofImport(id))) {
            assertThat(changes.awaitEnd()).isTrue();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - started);
        assertThat(deployment.importNow(id).path("status").asText()).isEqualTo("succeeded");
        return taken;
    }

    /** The process of virt-v2v while it runs for the engine. */
    private static HandRun.Captured captured(Deployment deployment, String provider, String machine) {
        String id = deployment.startImport(provider, machine, "first", "export").id();
        HandRun.Captured captured = Awaitility.await("virt-v2v runs")
                .atMost(Duration.ofMinutes(1))
                .until(() -> find(id), found -> !found.arguments().isEmpty());
        assertThat(deployment
                        .awaitEnd(id, Deployment.CONVERSION_TIME_OUT)
                        .path("status")
                        .asText())
                .isEqualTo("succeeded");
        return captured;
    }

    private static HandRun.Captured find(String id) throws IOException {
        List<Path> processes;
        try (Stream<Path> paths = Files.list(Path.of("/proc"))) {
            processes = paths.toList();
        }
        for (Path process : processes) {
            HandRun.Captured captured = HandRun.Captured.read(process);
            if (!captured.arguments().isEmpty()
                    && captured.arguments().get(0).endsWith("virt-v2v")
                    && captured.arguments().stream().anyMatch(argument -> argument.contains(id))) {
                return captured;
            }
        }
        return HandRun.Captured.NONE;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
