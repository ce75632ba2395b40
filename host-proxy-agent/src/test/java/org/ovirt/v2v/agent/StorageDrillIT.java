package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovirt.v2v.model.exportdomain.DomainLayout;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Storage that fails at each step of a job's life, in each way, and is mended later: the job ends as it should, a conversion that was
 * done is kept, nothing is left behind, and nobody else is kept waiting meanwhile.
 *
 * <p>{@code -Dtestbed.drill=all} tries every fault in every step and hangs for a minute, instead of the most telling ones for some
 * seconds; the name of a fault or of a step tries those.
 */
class StorageDrillIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(3);
    private static final Duration REACTION = Duration.ofSeconds(60);

    /** Of a job; {@code {guest}} is the machine's name. */
    private static final String STOP = "stop-{guest}";

    private static final int LIMIT_SECONDS = 6;
    private static final Duration SHORT_HANG = Duration.ofSeconds(LIMIT_SECONDS + 2);
    private static final Duration LONG_HANG = Duration.ofSeconds(60);
    private static final int LEAST_CALLS = 200;

    /** One for looks and one for work in each of two domains, one that is ready for the next, and one that searches. */
    private static final int MOST_HELPERS = 6;

    /**
     * Of 99 calls of 100: half of what whoever waits for the domain waits. On a machine that is not busy with other tests it is below 200.
     * The slowest call says nothing: oVirt's client itself may take a second to notice that it has something to send.
     */
    private static final long SLOWEST_MILLIS = LIMIT_SECONDS * 500L;

    private static final String DRILL = System.getProperty("testbed.drill", "");

    private final UUID id = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final TestingPki pki = TestingPki.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingVCenter vcenter = TestingVCenter.start();
    private final TestingExportDomain domain = TestingExportDomain.createOnFaultyStorage();
    private final TestingExportDomain healthy = TestingExportDomain.create();
    private final UUID domainId = domain.id();
    private final List<Long> millis = new ArrayList<>();
    private Optional<AgentProcess> started = Optional.empty();
    private Optional<TestingOvirtClient> client = Optional.empty();

    private enum Fault {
        /** The agent dies there, the domain is unmounted, and the agent comes back before the domain does. */
        UNMOUNTED,
        HUNG,
        EIO,
        ESTALE,
        EROFS,
        ENOSPC;

        /** As the storage calls it. */
        String word() {
            return this == UNMOUNTED || this == HUNG ? "hang" : name();
        }

        /** How the code begins of what fails by it before there is a result. */
        String code() {
            return switch (this) {
                case EIO, ESTALE -> "DOMAIN_NOT_ANSWERING"; // passes, so that it is tried again
                case UNMOUNTED, HUNG, EROFS, ENOSPC -> "DOMAIN_";
            };
        }
    }

    /** Where the fault comes, named by what the storage is asked there. */
    private enum Step {
        /** Before anything is asked. */
        CHECK("", "", 0),
        /** While the staging folders are made. */
        LAUNCH("mkdir", "/.v2v/%s/*/images", 1),
        /** When virt-v2v writes a disk. */
        CONVERT("write", "/.v2v/%s/*/images/*/????????-????-????-????-????????????", 1),
        /** When virt-v2v has ended and its result is looked at. */
        VERIFY("readdir", "/.v2v/%s/*/master/vms", 1),
        /** At the first renaming, of the OVF that was prepared. */
        PREPARED("rename", "/.v2v/%s/draft", 1),
        /** When the disk is moved into the domain. */
        DISK("rename", "/.v2v/%s/*/images/*", 1),
        /** When the disk has been moved, and the OVF is to be. */
        OVF("rename", "/.v2v/%s/ready/*", 1),
        /** While the staging folders of a machine that is in the domain are removed. */
        CLEAN("rmdir", "/.v2v/%s/ready", 1),
        /** While what an aborted conversion has left is removed. */
        ABORT("unlink", "/.v2v/%s/*", 1);

        private final String operation;
        private final String pattern;
        private final int passes;

        Step(String operation, String pattern, int passes) {
            this.operation = operation;
            this.pattern = pattern;
            this.passes = passes;
        }
    }

    private record Cell(Fault fault, Step step) {
        @Override
        public String toString() {
            return fault + " " + step;
        }
    }

    private static final List<Cell> TELLING = List.of(
            new Cell(Fault.ENOSPC, Step.PREPARED),
            new Cell(Fault.UNMOUNTED, Step.DISK),
            new Cell(Fault.HUNG, Step.OVF),
            new Cell(Fault.EIO, Step.ABORT));

    static Stream<Cell> cells() {
        if (DRILL.isEmpty()) {
            return TELLING.stream();
        }
        return Arrays.stream(Fault.values())
                .flatMap(fault -> Arrays.stream(Step.values()).map(step -> new Cell(fault, step)))
                .filter(cell -> DRILL.equals("all")
                        || DRILL.equals(cell.fault().name())
                        || DRILL.equals(cell.step().name()));
    }

    @AfterEach
    void stop() {
        domain.heal();
        client.ifPresent(TestingOvirtClient::close);
        started.ifPresent(AgentProcess::close);
        domain.close();
        healthy.close();
        vcenter.close();
        virtV2v.close();
        pki.close();
        started.ifPresent(TestingMemory::assertBounded);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void endsRightAndLeavesNothing(Cell cell) throws Exception {
        virtV2v.stoppingAt("1:66", STOP);
        if (cell.step() == Step.ABORT) {
            virtV2v.leavingImagesBehind();
        }
        AgentProcess agent = start();
        convert(healthy, other);
        await().atMost(REACTION).until(() -> virtV2v.reached(stop(other)));

        bringAbout(cell, agent);
        beSharedWithOthers(cell);
        assertThat(report(id).map(told -> told.get("status").asText()))
                .as("told to be done while its domain fails")
                .isNotEqualTo(Optional.of("done"));
        mend(cell);

        JsonNode ended = awaitReport(id, told -> told.has("endedAt"));
        List<String> left = awaitNothingLeft(agent, ended);
        System.out.println(line(cell, ended, left));
        assertEndsAs(cell, agent, ended);
        assertThat(left).isEmpty();
        assertThat(percentile(99)).isLessThan(SLOWEST_MILLIS);
    }

    /** Returns as soon as the fault has come, and the agent is there. */
    private void bringAbout(Cell cell, AgentProcess agent) throws Exception {
        Step step = cell.step();
        if (step == Step.CHECK) {
            if (cell.fault() == Fault.UNMOUNTED) {
                restartUnmounted(agent);
            } else {
                domain.fail(cell.fault().word());
            }
            convert(domain, id);
            return;
        }
        if (step == Step.ABORT) {
            convert(domain, id);
            await().atMost(REACTION).until(() -> virtV2v.reached(stop(id)));
            plan(cell);
            call(VerbName.ABORT_JOB, Map.of("jobid", id));
        } else {
            plan(cell);
            virtV2v.release(stop(id));
            convert(domain, id);
        }
        await().atMost(REACTION).until(domain::isFaultMet);
        if (cell.fault() == Fault.UNMOUNTED) {
            restartUnmounted(agent);
        }
    }

    private void plan(Cell cell) {
        Step step = cell.step();
        domain.failAt(cell.fault().word(), step.operation, step.pattern.formatted(id), step.passes);
    }

    private void restartUnmounted(AgentProcess agent) throws Exception {
        agent.kill();
        domain.unmount();
        domain.heal(); // what was under way when the agent died may still happen
        agent.restart();
        connect(agent);
    }

    /** Others go on calling, and abort a job of theirs, until the storage has failed for long enough. */
    private void beSharedWithOthers(Cell cell) throws Exception {
        Duration hang = DRILL.isEmpty() ? SHORT_HANG : LONG_HANG;
        long until = System.nanoTime() + (cell.fault() == Fault.HUNG ? hang.toNanos() : 0);
        long deadline = System.nanoTime() + REACTION.plus(hang).toNanos();
        for (int calls = 0;
                calls < LEAST_CALLS || System.nanoTime() < until || !isConcerned(cell, deadline);
                calls += 2) {
            measure(VerbName.PING, Map.of());
            measure(VerbName.GET_STATS, Map.of());
            if (calls == LEAST_CALLS / 2) {
                measure(VerbName.ABORT_JOB, Map.of("jobid", other));
            }
        }
        assertThat(awaitReport(other, told -> told.has("endedAt")).get("status").asText())
                .isEqualTo("aborted");
    }

    /** Whether the job has met the fault, as everybody can see. */
    private boolean isConcerned(Cell cell, long deadline) throws Exception {
        if (cell.step() == Step.CONVERT && (cell.fault() == Fault.HUNG || cell.fault() == Fault.UNMOUNTED)) {
            return true; // it is virt-v2v that meets it
        }
        boolean concerned = report(id)
                .filter(told -> told.has("endedAt") || told.has("failure"))
                .isPresent();
        assertThat(concerned || System.nanoTime() < deadline)
                .as("the job says what it waits for: %s", report(id))
                .isTrue();
        return concerned;
    }

    private void mend(Cell cell) {
        if (cell.fault() == Fault.UNMOUNTED) {
            assertThat(domain.root())
                    .as("nothing is written where the domain should be")
                    .isEmptyDirectory();
            domain.mountAgain();
        } else {
            domain.heal();
        }
    }

    private void assertEndsAs(Cell cell, AgentProcess agent, JsonNode ended) throws IOException {
        String status = ended.get("status").asText();
        String code = ended.at("/failure/code").asText();
        switch (cell.step()) {
            case CHECK -> {
                assertThat(status).isEqualTo("error");
                assertThat(code).startsWith(cell.fault().code());
            }
            case LAUNCH -> {
                assertThat(status).isEqualTo("error");
                assertThat(code)
                        .startsWith(
                                cell.fault() == Fault.UNMOUNTED
                                        ? "JOB_LOST"
                                        : cell.fault().code());
            }
            case CONVERT -> {
                assertThat(status).isEqualTo(exitCode(agent).equals("0") ? "done" : "error");
                if (cell.fault() == Fault.HUNG) {
                    assertThat(status).isEqualTo("done");
                } else if (cell.fault() != Fault.UNMOUNTED) {
                    assertThat(code).startsWith(cell.fault().code());
                }
            }
            case VERIFY, PREPARED, DISK, OVF, CLEAN ->
                assertThat(status).as("%s", ended).isEqualTo("done");
            case ABORT -> assertThat(status).isEqualTo("aborted");
        }
    }

    private String exitCode(AgentProcess agent) throws IOException {
        return Files.readString(agent.jobFolder(id.toString()).resolve("exit")).strip();
    }

    private List<String> awaitNothingLeft(AgentProcess agent, JsonNode ended) {
        long deadline = System.nanoTime() + REACTION.toNanos();
        boolean done = ended.get("status").asText().equals("done");
        // a list, so that the table can say what it is
        return await().atMost(TIME_OUT)
                .until(() -> left(agent, done), left -> left.isEmpty() || System.nanoTime() > deadline);
    }

    private List<String> left(AgentProcess agent, boolean done) throws Exception {
        List<String> left = new ArrayList<>();
        addIf(
                left,
                "owed removals",
                !result(VerbName.GET_OWED_REMOVALS, Map.of()).isEmpty());
        addIf(left, "debts", !list(agent.stateFolder().resolve("owed")).isEmpty());
        addIf(left, "staging", !domain.staged().isEmpty());
        addIf(left, "images", list(domain.images()).size() != (done ? 1 : 0));
        addIf(left, "machines", list(domain.folder().resolve(DomainLayout.VMS)).size() != (done ? 1 : 0));
        addIf(left, "no machine", done && !Files.exists(domain.ovf(id)));
        addIf(left, "staging of others", !healthy.staged().isEmpty());
        addIf(left, "temporary folder", !list(agent.folder().resolve("tmp")).isEmpty());
        addIf(left, "password", !list(agent.secrets()).isEmpty());
        addIf(left, "processes", ProcessHandle.allProcesses().anyMatch(process -> isOfJob(process.pid())));
        addIf(left, "helpers", agent.helpers().count() > MOST_HELPERS);
        addIf(left, "helpers that hang", agent.helpers().anyMatch(process -> isHeld(process.pid())));
        for (Path record : list(agent.stateFolder().resolve("storage"))) {
            long pid = Long.parseLong(record.getFileName().toString());
            addIf(left, "helper of an earlier run", agent.helpers().noneMatch(process -> process.pid() == pid));
        }
        addIf(left, "second conversion", runs() > 1);
        return left;
    }

    private static void addIf(List<String> left, String what, boolean is) {
        if (is) {
            left.add(what);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private long runs() {
        return virtV2v.timeline().stream()
                .filter(run -> run.name().equals("machine-" + id))
                .count();
    }

    private boolean isOfJob(long pid) {
        try {
            String environment = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
            return environment.contains("OVIRT_V2V_JOB=" + id) || environment.contains("OVIRT_V2V_JOB=" + other);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /** Whether the storage holds one of its threads. */
    private static boolean isHeld(long pid) {
        Path threads = Path.of("/proc/" + pid + "/task");
        try {
            return list(threads).stream().anyMatch(StorageDrillIT::isUninterruptible);
        } catch (IOException | UncheckedIOException e) {
            return false; // it has ended
        }
    }

    private static boolean isUninterruptible(Path thread) {
        try {
            return Files.readString(thread.resolve("stat")).contains(") D ");
        } catch (IOException e) {
            return false;
        }
    }

    private String line(Cell cell, JsonNode ended, List<String> left) {
        String code = ended.at("/failure/code").asText();
        return "DRILL %-9s %-8s %-29s %4d / %4d / %4d ms left: %s"
                .formatted(
                        cell.fault(),
                        cell.step(),
                        ended.get("status").asText() + (code.isEmpty() ? "" : " " + code),
                        percentile(50),
                        percentile(99),
                        percentile(100),
                        left.isEmpty() ? "nothing" : String.join(", ", left));
    }

    private long percentile(int percent) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() * percent / 100, sorted.size() - 1));
    }

    private AgentProcess start() throws Exception {
        AgentProcess agent = AgentProcess.start(
                pki.host(),
                Map.of(
                        "agent.v2v.program",
                        virtV2v.program().toString(),
                        "agent.v2v.emulation",
                        "ALWAYS",
                        "agent.storage.answer-limit",
                        Integer.toString(LIMIT_SECONDS),
                        "agent.storage.work-limit",
                        Integer.toString(LIMIT_SECONDS),
                        "agent.export-roots",
                        domain.root().getParent() + "," + healthy.root().getParent()));
        started = Optional.of(agent);
        connect(agent);
        return agent;
    }

    private void connect(AgentProcess agent) throws Exception {
        client.ifPresent(TestingOvirtClient::close);
        client = Optional.of(TestingOvirtClient.of(pki, agent.port()));
    }

    private void convert(TestingExportDomain target, UUID job) throws Exception {
        Map<String, Object> request = target == domain
                ? TestingRequests.conversionInto(vcenter, domainId, domain.root(), job)
                : TestingRequests.conversion(vcenter, target, job);
        result(VerbName.CONVERT_EXTERNAL_VM, request);
    }

    private static String stop(UUID job) {
        return STOP.replace("{guest}", "machine-" + job);
    }

    private void measure(VerbName verb, Map<String, Object> params) throws Exception {
        long before = System.nanoTime();
        result(verb, params);
        millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
    }

    private Optional<JsonNode> report(UUID job) throws Exception {
        return Optional.ofNullable(call(VerbName.GET_JOB, Map.of("jobid", job)));
    }

    private JsonNode awaitReport(UUID job, Predicate<JsonNode> wanted) {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> result(VerbName.GET_JOB, Map.of("jobid", job)), wanted);
    }

    private JsonNode result(VerbName verb, Object params) throws Exception {
        return client.orElseThrow().result(verb, params);
    }

    /** The result; null if the answer is an error. */
    private JsonNode call(VerbName verb, Object params) throws Exception {
        return client.orElseThrow().call(verb, params).getResult();
    }
}
