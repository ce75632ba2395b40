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
 * What engine and agent add to a conversion: from the request to virt-v2v, and from its end to the last event of the import; and the
 * processor time of virt-v2v beside that of the very same command by hand. Whole imports are printed beside whole runs by hand, but vary
 * too much to tell anything. Run by {@code bench/import-overhead}; not one of the tests, because its figures depend on what else the
 * machine does.
 */
class ImportOverheadBenchmark {
    private static final int PAIRS = Integer.getInteger("v2v.pairs", 5);
    private static final double MOST_SECONDS_OF_OURS = 0.3;
    private static final double MOST_OF_PROCESSORS = 1.03;

    /** What a source has told is not asked again within five seconds. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(6);

    /** An import through the engine, in seconds. */
    private record Import(double before, double after, double whole, double processors) {
        double ours() {
            return before + after;
        }
    }

    @Test
    void overhead() throws Exception {
        try (TestingGuest guest = TestingGuest.create();
                TestingVCenter vcenter =
                        TestingVCenter.builder().disk(guest.disk()).start();
                TestingExportDomain domain = TestingExportDomain.createEmpty();
                TestingFolder folder = TestingFolder.create("by-hand")) {
            TimedVirtV2v virtV2v = TimedVirtV2v.in(folder);
            try (Deployment deployment = Deployment.with(virtV2v.program())) {
                measure(deployment, virtV2v, folder, vcenter, domain);
            }
        }
    }

    private static void measure(
            Deployment deployment,
            TimedVirtV2v virtV2v,
            TestingFolder folder,
            TestingVCenter vcenter,
            TestingExportDomain domain)
            throws Exception {
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
        HandRun hand = HandRun.of(
                folder, virtV2v.program(), captured(deployment, provider, machine)); // warms everything up, too
        virtV2v.takeRun();
        List<Import> imports = new ArrayList<>();
        List<TimedVirtV2v.Run> byHand = new ArrayList<>();
        for (int pair = 1; pair <= PAIRS; pair++) {
            Import throughEngine = runThroughEngine(deployment, virtV2v, provider, machine, "pair" + pair);
            imports.add(throughEngine);
            hand.run();
            TimedVirtV2v.Run alone = virtV2v.takeRun();
            byHand.add(alone);
            System.out.printf(
                    Locale.ROOT,
                    "MEASURED pair %d: %.3f s until virt-v2v, %.3f s after it; whole %.1f s, by hand %.1f s;"
                            + " processors %.2f s, by hand %.2f s%n",
                    pair,
                    throughEngine.before(),
                    throughEngine.after(),
                    throughEngine.whole(),
                    alone.ended() - alone.began(),
                    throughEngine.processors(),
                    alone.processors());
        }
        double ours = median(imports.stream().map(Import::ours));
        double processors = median(imports.stream().map(Import::processors))
                / median(byHand.stream().map(TimedVirtV2v.Run::processors));
        System.out.printf(
                Locale.ROOT,
                "MEASURED medians: ours %.3f s (%.3f until virt-v2v, %.3f after it; at most %.1f), processors %.3f of by hand"
                        + " (at most %.2f), whole %.3f of by hand%n",
                ours,
                median(imports.stream().map(Import::before)),
                median(imports.stream().map(Import::after)),
                MOST_SECONDS_OF_OURS,
                processors,
                MOST_OF_PROCESSORS,
                median(imports.stream().map(Import::whole))
                        / median(byHand.stream().map(run -> run.ended() - run.began())));
        assertThat(ours).isLessThanOrEqualTo(MOST_SECONDS_OF_OURS);
        assertThat(processors).isLessThanOrEqualTo(MOST_OF_PROCESSORS);
    }

    private static Import runThroughEngine(
            Deployment deployment, TimedVirtV2v virtV2v, String provider, String machine, String name)
            throws IOException {
        // as the wizard does right before; a machine that idles for a minute may have taken the programs' pages from
        // memory
        deployment.checkImport(provider, machine, name, "export").accepted();
        double checked = TimedVirtV2v.now();
        Awaitility.await("the source is asked again")
                .pollInterval(Duration.ofMillis(500))
                .until(() -> TimedVirtV2v.now() - checked > FORGOTTEN.toSeconds());
        double asked = TimedVirtV2v.now();
        String id = deployment.startImport(provider, machine, name, "export").id();
        // asking again and again would take processor time away from virt-v2v; the stream ends with the import
        try (EventStream changes = EventStream.open(deployment.client(), EventStream.ofImport(id))) {
            assertThat(changes.awaitEnd()).isTrue();
        }
        double told = TimedVirtV2v.now();
        assertThat(deployment.importNow(id).path("status").asText()).isEqualTo("succeeded");
        TimedVirtV2v.Run run = virtV2v.takeRun();
        return new Import(run.began() - asked, told - run.ended(), told - asked, run.processors());
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

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
