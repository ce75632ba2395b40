package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.byteman.agent.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;

/**
 * The agent dies at each step of a job's life, alone or with everything on its host as in a reboot, and its successor brings the job
 * to its right end: the machine is wholly there or wholly gone, it is converted once, and nothing is left.
 *
 * <p>{@code -Dtestbed.kills.runs=100 -Dtestbed.kills.seed=7} makes that many runs, at any of the places by chance, instead of one at
 * each of the most telling ones.
 */
class KilledAnywhereIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String JOB = "org.ovirt.v2v.agent.job.";
    private static final String DOMAIN = "org.ovirt.v2v.agent.exportdomain.";

    private final UUID id = UUID.randomUUID();
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final TestingExportDomain domain = TestingExportDomain.create();
    private Optional<AgentProcess> started = Optional.empty();
    private Optional<TestingOvirtClient> client = Optional.empty();

    /** Which jobs come past a place. */
    private enum Kind {
        GOOD,
        /** Good ones of a virt-v2v without output to export domains. */
        LOCAL,
        FAILING,
        ABORTED;

        boolean bringsMachine() {
            return this == GOOD || this == LOCAL;
        }
    }

    /**
     * Where the agent dies.
     *
     * @param place for people, and for whoever looks for it in the life of a job
     * @param passes the process dies when it comes there for the time of this number
     */
    private record Failpoint(String place, Kind kind, String type, String method, String at, int passes) {
        /** Steps in an export domain are a helper's, which takes the agent along. */
        boolean isOfHelper() {
            return type.startsWith(DOMAIN);
        }

        /** Whether a job comes here at that place, or later. */
        boolean isFrom(String earlier) {
            return FAILPOINTS.indexOf(this) >= FAILPOINTS.indexOf(byPlace(earlier));
        }

        String rule() {
            String parent = isOfHelper() ? "parent.destroyForcibly();" : "";
            return """
                    RULE %s
                    CLASS %s
                    METHOD %s
                    %s
                    BIND parent:java.lang.ProcessHandle = java.lang.ProcessHandle.current().parent().get()
                    IF incrementCounter("passes") == %d
                    DO %s killJVM()
                    ENDRULE
                    """
                    .formatted(place, type, method, at, passes, parent);
        }

        @Override
        public String toString() {
            return place;
        }
    }

    private static final List<Failpoint> FAILPOINTS = List.of(
            entry("check", Kind.GOOD, "JobLife", "check"),
            entry("plan", Kind.GOOD, "Job", "plan"),
            exit("planned", Kind.GOOD, "Job", "plan"),
            entry("launch", Kind.GOOD, "ConversionStart", "launch"),
            entry("staging made", Kind.GOOD, "Launcher", "start"),
            exit("virt-v2v started", Kind.GOOD, "Launcher", "start"),
            entry("watch", Kind.GOOD, "JobLife", "watch"),
            entry("exited", Kind.GOOD, "JobLife", "exited"),
            exit("committing", Kind.GOOD, "Job", "committing"),
            moving("OVF prepared", Kind.GOOD, "AT ENTRY", 1),
            moving("OVF ready", Kind.GOOD, "AT EXIT", 1),
            moving("before the image is moved", Kind.GOOD, "AT ENTRY", 2),
            moving("image moved", Kind.GOOD, "AT EXIT", 2),
            moving("before the OVF is moved", Kind.GOOD, "AT ENTRY", 3),
            moving("OVF moved", Kind.GOOD, "AT EXIT", 3),
            entry("outcome", Kind.GOOD, "JobFolder", "writeOutcome"),
            exit("outcome written", Kind.GOOD, "JobFolder", "writeOutcome"),
            entry("clean", Kind.GOOD, "JobCleanup", "removeLocal"),
            entry("end", Kind.GOOD, "Job", "end(Outcome)"),
            moving("ids of the disks chosen", Kind.LOCAL, "AT ENTRY", 1),
            moving("ids of the disks written", Kind.LOCAL, "AT EXIT", 1),
            moving("disk arranged", Kind.LOCAL, "AT EXIT", 2),
            moving("disk described", Kind.LOCAL, "AT ENTRY", 3),
            moving("OVF arranged", Kind.LOCAL, "AT EXIT", 3),
            moving("image of files moved", Kind.LOCAL, "AT EXIT", 5),
            entry("outcome of a failure", Kind.FAILING, "JobFolder", "writeOutcome"),
            new Failpoint("withdrawn", Kind.FAILING, DOMAIN + "StagedOutput", "withdraw", "AT EXIT", 1),
            new Failpoint("staging removed", Kind.FAILING, DOMAIN + "StagedOutput", "removeStaging", "AT EXIT", 1),
            entry("abort", Kind.ABORTED, "JobLife", "abort"),
            entry("hurried", Kind.ABORTED, "JobLife", "hurry"),
            entry("owed", Kind.ABORTED, "Debts", "owe"),
            exit("owed and written", Kind.ABORTED, "Debts", "owe"),
            entry("paying", Kind.ABORTED, "Debts", "pay"),
            exit("paid", Kind.ABORTED, "Debts", "pay"),
            entry("aborted", Kind.ABORTED, "Job", "aborted"));

    private static final Set<String> TELLING = Set.of(
            "staging made",
            "virt-v2v started",
            "exited",
            "image moved",
            "OVF moved",
            "disk arranged",
            "withdrawn",
            "owed and written");

    private static Failpoint entry(String place, Kind kind, String type, String method) {
        return new Failpoint(place, kind, JOB + type, method, "AT ENTRY", 1);
    }

    private static Failpoint exit(String place, Kind kind, String type, String method) {
        return new Failpoint(place, kind, JOB + type, method, "AT EXIT", 1);
    }

    private static Failpoint moving(String place, Kind kind, String at, int passes) {
        return new Failpoint(place, kind, DOMAIN + "VdsmFiles", "move", at, passes);
    }

    private record Run(Failpoint failpoint, boolean reboot) {
        /** The virt-v2v that was started is watched by the next agent, unless it dies as well before it has ended. */
        boolean bringsMachine() {
            return failpoint.kind().bringsMachine() && failpoint.isFrom(reboot ? "exited" : "virt-v2v started");
        }

        @Override
        public String toString() {
            return failpoint + (reboot ? " (reboot)" : "");
        }
    }

    static Stream<Run> runs() {
        int runs = Integer.getInteger("testbed.kills.runs", 0);
        if (runs == 0) {
            Random order = new Random(1);
            return FAILPOINTS.stream()
                    .filter(failpoint -> TELLING.contains(failpoint.place()))
                    .map(failpoint -> new Run(failpoint, order.nextBoolean()));
        }
        Random order = new Random(Long.getLong("testbed.kills.seed", 1));
        return Stream.generate(() -> new Run(FAILPOINTS.get(order.nextInt(FAILPOINTS.size())), order.nextBoolean()))
                .limit(runs);
    }

    @AfterEach
    void stop() {
        client.ifPresent(TestingOvirtClient::close);
        started.ifPresent(AgentProcess::close);
        domain.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
        started.ifPresent(TestingMemory::assertBounded);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void endsRight(Run run) throws Exception {
        Path script = virtV2v.program().resolveSibling("kill.btm");
        Files.writeString(script, run.failpoint().rule());
        AgentProcess agent = AgentProcess.builder(pki.host())
                .set(Map.of(
                        "agent.v2v.program",
                        virtV2v.program().toString(),
                        "agent.v2v.emulation",
                        "ALWAYS",
                        "agent.export-roots",
                        domain.root().getParent().toString()))
                .javaOptionsForAll("-javaagent:" + byteman() + "=script:" + script)
                .start();
        started = Optional.of(agent);
        begin(agent, run.failpoint().kind());
        await().atMost(TIME_OUT).until(() -> !agent.isAlive());

        if (run.reboot()) {
            killTheRest(agent);
        }
        Files.writeString(script, "");
        agent.restart();
        connect(agent);
        if (run.failpoint().kind() == Kind.ABORTED) {
            call(VerbName.ABORT_JOB, Map.of("jobid", id)); // as whoever has got no answer does
        }

        Optional<JsonNode> ended = awaitEnd();
        assertEndsAs(run, ended.map(report -> report.get("status").asText()));
        await().atMost(TIME_OUT)
                .until(() -> result(VerbName.GET_OWED_REMOVALS, Map.of()).isEmpty());
        assertNothingIsLeft(agent);
    }

    private void begin(AgentProcess agent, Kind kind) throws Exception {
        switch (kind) {
            case GOOD -> virtV2v.withDisk(1 << 20, 0, 50, 100);
            case LOCAL ->
                virtV2v.withDisk(1 << 20, 0, 50, 100)
                        .capabilities("virt-v2v", "virt-v2v-2.0", "io/oo", "mac-option", "output:disk");
            case FAILING -> virtV2v.leavingImagesBehind().failingAt("Finishing off", "the moon is in the wrong phase");
            case ABORTED -> virtV2v.stoppingAt("Copying disk 1/1", "stop");
        }
        connect(agent);
        TestingOvirtClient connected = client.orElseThrow();
        Thread caller = new Thread(() -> {
            try {
                connected.call(VerbName.CONVERT_EXTERNAL_VM, TestingRequests.conversion(vcenter, domain, id));
                if (kind == Kind.ABORTED) {
                    await().atMost(TIME_OUT).until(() -> virtV2v.reached("stop"));
                    connected.call(VerbName.ABORT_JOB, Map.of("jobid", id));
                }
            } catch (Exception e) {
                // the agent dies before it answers
                Thread.currentThread().interrupt();
            }
        });
        caller.setDaemon(true);
        caller.start();
    }

    /** What else of it runs on the host dies too, and what is kept in memory is lost. */
    private void killTheRest(AgentProcess agent) throws IOException {
        ProcessHandle.allProcesses()
                .filter(process -> isMarked(process.pid(), "OVIRT_V2V_JOB=" + id))
                .forEach(ProcessHandle::destroyForcibly);
        await().atMost(TIME_OUT).until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> isMarked(process.pid(), "OVIRT_V2V_JOB=" + id)));
        try (Stream<Path> secrets = Files.list(agent.secrets())) {
            for (Path secret : secrets.toList()) {
                Files.delete(secret);
            }
        }
    }

    private static boolean isMarked(long pid, String mark) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1)
                    .contains(mark);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /** Empty if the agent knows no such job: it died before that was written down. */
    private Optional<JsonNode> awaitEnd() {
        return await().atMost(TIME_OUT)
                .until(
                        () -> {
                            JsonRpcResponse told = call(VerbName.GET_JOB, Map.of("jobid", id));
                            return Optional.ofNullable(told.getResult());
                        },
                        report -> report.isEmpty() || report.get().has("endedAt"));
    }

    private void assertEndsAs(Run run, Optional<String> status) {
        boolean exists = Files.exists(domain.ovf(id));
        assertThat(status.orElse("unknown")).isIn(exists ? List.of("done") : endsWithout(run));
        assertThat(exists ? domain.images().toFile().list() : new String[] {"none"})
                .hasSize(1);
        if (!exists) {
            assertThat(domain.images()).isEmptyDirectory();
        }
        assertThat(virtV2v.runs()).isLessThanOrEqualTo(1);
        if (run.bringsMachine()) {
            assertThat(exists).as("what virt-v2v finishes is kept").isTrue();
        }
        if (!run.failpoint().kind().bringsMachine()) {
            assertThat(exists).isFalse();
        }
    }

    /** How a job may end of which no machine is there. */
    private static List<String> endsWithout(Run run) {
        if (run.failpoint().kind() != Kind.ABORTED) {
            return List.of("error");
        }
        // whose wish was not written down yet is lost with the conversion in a reboot, unless the wish is first to be
        // repeated
        return run.failpoint().place().equals("abort") ? List.of("aborted", "error") : List.of("aborted");
    }

    private static Failpoint byPlace(String place) {
        return FAILPOINTS.stream()
                .filter(each -> each.place().equals(place))
                .findFirst()
                .orElseThrow();
    }

    private void assertNothingIsLeft(AgentProcess agent) {
        assertThat(domain.staged()).isEmpty();
        assertThat(agent.folder().resolve("tmp")).isEmptyDirectory();
        assertThat(agent.secrets()).isEmptyDirectory();
        assertThat(ProcessHandle.allProcesses().filter(process -> isMarked(process.pid(), "OVIRT_V2V_JOB=" + id)))
                .isEmpty();
    }

    private void connect(AgentProcess agent) throws Exception {
        client.ifPresent(TestingOvirtClient::close);
        client = Optional.of(TestingOvirtClient.of(pki, agent.port()));
    }

    private JsonNode result(VerbName verb, Object params) throws Exception {
        return client.orElseThrow().result(verb, params);
    }

    private JsonRpcResponse call(VerbName verb, Object params) throws Exception {
        return client.orElseThrow().call(verb, params);
    }

    private static Path byteman() throws Exception {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
