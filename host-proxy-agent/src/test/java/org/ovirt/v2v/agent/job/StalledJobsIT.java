package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingSource;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** A conversion that stands still is told of, and is ended only where the operator wants that. */
class StalledJobsIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(90);
    private static final long MIB = 1 << 20;
    private static final String STEP = "Inspecting the source";
    private static final String STOP = "stop";

    private final UUID id = UUID.randomUUID();
    private final List<JobReport> told = new CopyOnWriteArrayList<>();
    private final TestingFolder folder = TestingFolder.create("stalled");
    private final TestingExportDomain domain = TestingExportDomain.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private TestingAgentConfig config;
    private DurableJobService service;

    @AfterEach
    void close() {
        new JobProcesses(id).kill();
        service.close();
        virtV2v.close();
        domain.close();
        folder.close();
        TestingFolder.delete(config.secretsDir().orElseThrow());
    }

    @Test
    void aConversionThatStandsStillIsToldOfUntilItGetsOn() throws Exception {
        reach(Optional.empty());
        signal("STOP");

        JobReport stalled = awaitStalled();
        assertThat(stalled.status()).isEqualTo(JobStatus.STARTING);
        assertThat(stalled.phase()).isEqualTo(Phase.INSPECTING);
        assertThat(stalled.description()).startsWith("Stalled: ").contains("was stopped by a signal");
        assertThat(stalled.failure().detail()).isEqualTo(STEP);
        assertThat(told).contains(stalled);

        virtV2v.release(STOP);
        signal("CONT");

        await().atMost(TIME_OUT).until(() -> service.report(id).status().isFinal());
        assertThat(service.report(id).status()).isEqualTo(JobStatus.DONE);
        assertThat(service.report(id).failure()).isNull();
        assertThat(told.subList(told.indexOf(stalled), told.size()))
                .as("it is taken back before the end")
                .anySatisfy(report -> {
                    assertThat(report.status().isFinal()).isFalse();
                    assertThat(report.failure()).isNull();
                });
    }

    @Test
    void anAgentThatIsStartedAgainTakesItBackToo() throws Exception {
        reach(Optional.empty());
        signal("STOP");
        awaitStalled();
        service.close();

        open(Optional.empty());
        assertThat(service.report(id).failure().code()).isEqualTo(FailureCode.CONVERSION_STALLED);
        virtV2v.release(STOP);
        signal("CONT");

        await().atMost(TIME_OUT).until(() -> service.report(id).status().isFinal());
        assertThat(service.report(id).status()).isEqualTo(JobStatus.DONE);
    }

    @Test
    void oneThatStandsStillForLongerThanTheOperatorAllowsIsEnded() throws Exception {
        reach(Optional.of(2));
        signal("STOP");

        await().atMost(TIME_OUT).until(() -> service.report(id).status().isFinal());

        JobReport ended = service.report(id);
        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.failure().code()).isEqualTo(FailureCode.CONVERSION_STALLED);
        await().atMost(TIME_OUT).until(() -> new JobProcesses(id).list().isEmpty());
        await().atMost(TIME_OUT).until(() -> service.owed().isEmpty());
        assertThat(domain.staged()).isEmpty();
        assertThat(folder.resolve("t")).isEmptyDirectory();
    }

    /** Whoever computes says nothing for long, and does not stand still. */
    @Test
    void oneThatWorksWithoutAWordShowsThatItDoes() throws Exception {
        reach(Optional.empty());
        ProcessBuilder working = new ProcessBuilder("sh", "-c", "while :; do :; done");
        working.environment().put(JobProcesses.MARK, id.toString());
        Process worker = working.start();
        try {
            await().atMost(TIME_OUT)
                    .until(() -> service.report(id).description().contains(" (at work: "));
            assertThat(service.report(id).failure()).isNull();
        } finally {
            worker.destroyForcibly();
        }
        signal("STOP");

        assertThat(awaitStalled().description()).doesNotContain("at work");
    }

    private void reach(Optional<Integer> end) throws Exception {
        open(end);
        virtV2v.stoppingAt(STEP, STOP);
        service.start(TestingConversions.sparse(id, domain));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached(STOP));
    }

    private void open(Optional<Integer> end) throws IOException {
        config = new TestingAgentConfig(
                folder.resolve("state"),
                virtV2v.program().toString(),
                Files.createDirectories(folder.resolve("t")),
                1,
                end);
        service = DurableJobService.open(
                config,
                new MountedExportDomains(List.of()),
                source -> new TestingSource().withDisks(MIB),
                new RecentMachines(),
                () -> true);
        service.addListener(told::add);
    }

    private JobReport awaitStalled() throws JobException {
        await().atMost(TIME_OUT).until(() -> service.report(id).failure() != null);
        JobReport stalled = service.report(id);
        assertThat(stalled.failure().code()).isEqualTo(FailureCode.CONVERSION_STALLED);
        return stalled;
    }

    /** To all at once: the first that goes on may end the others. */
    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -$0 \"$@\" 2>/dev/null; true", name));
        new JobProcesses(id).list().forEach(pid -> command.add(Integer.toString(pid)));
        Command.run(command);
    }
}
