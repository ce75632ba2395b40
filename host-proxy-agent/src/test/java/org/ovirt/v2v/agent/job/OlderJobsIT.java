package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingSource;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * An agent is replaced by this one in the middle of its jobs: each is brought to the end that it would have had. The files are those that
 * an agent of before {@code JobLife} wrote (see {@code before-formats/README.md}); what lies in the domain, and virt-v2v, are real.
 */
class OlderJobsIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final BackOff QUICK = new BackOff(Duration.ofMillis(20), Duration.ofMillis(200));
    private static final long MIB = 1 << 20;
    private static final String STOP = "stop";

    private final UUID id = UUID.randomUUID();
    private final TestingFolder folder = TestingFolder.create("older");
    private final TestingExportDomain domain = TestingExportDomain.createOnServerOf(64);
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingSource inventory = new TestingSource().withDisks(MIB);
    private TestingAgentConfig config;
    private DurableJobService service;

    @BeforeEach
    void convertUntilAllIsWritten() throws Exception {
        config = new TestingAgentConfig(
                folder.resolve("state"), virtV2v.program().toString(), Files.createDirectory(folder.resolve("t")));
        virtV2v.stoppingAt("Finishing off", STOP).leavingImagesBehind();
        open();
        service.start(request());
        await().atMost(TIME_OUT).until(() -> virtV2v.reached(STOP));
    }

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
    void oneThatWasBeingCheckedIsLost() throws Exception {
        Map<String, String> here = leave();
        endVirtV2v();
        removeFromDomain(here);
        Files.delete(jobFolder().resolve("plan.json"));

        takeUp("checking", here);

        assertLost();
    }

    @Test
    void oneThatWasPlannedIsLostAndLeavesNothing() throws Exception {
        Map<String, String> here = leave();
        endVirtV2v();

        takeUp("planned", here);

        assertLost();
        assertNothingIsInTheDomain();
    }

    @Test
    void oneThatRunsGoesOn() throws Exception {
        takeUp("running", leave());

        assertThat(service.report(id).progress()).isEqualTo(99);
        virtV2v.release(STOP);
        assertImported();
    }

    @Test
    void oneThatHasExitedMeanwhileIsCommitted() throws Exception {
        Map<String, String> here = leave();
        exit();

        takeUp("exited", here);

        assertImported();
    }

    @Test
    void oneThatWaitsForItsDomainIsCommittedWhenThatIsBack() throws Exception {
        Map<String, String> here = leave();
        exit();
        domain.unmount();

        takeUp("waiting", here);

        assertThat(service.report(id).failure().code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        domain.mountAgain();
        assertImported();
    }

    @Test
    void oneThatIsDoneStaysDone() throws Exception {
        virtV2v.release(STOP);
        assertImported();

        takeUp("done", leave());

        assertImported();
        assertThat(service.ovf(id)).contains(id.toString());
        service.delete(id);
        assertThat(service.reports()).isEmpty();
    }

    @Test
    void oneThatIsBeingAbortedEndsAndLeavesNothing() throws Exception {
        Map<String, String> here = leave();
        endVirtV2v();
        Files.writeString(jobFolder().resolve("exit"), "1\n");
        Files.createFile(jobFolder().resolve("abort"));

        takeUp("aborting", here);

        JobReport ended = awaitEnd();
        assertThat(ended.status()).isEqualTo(JobStatus.ABORTED);
        assertThat(ended.failure()).isNull();
        await().atMost(TIME_OUT).until(() -> service.owed().isEmpty());
        assertNothingIsInTheDomain();
    }

    /** Of the password's file and the folder for temporary files only the names are known then. */
    @Test
    void oneWhosePlanCannotBeReadLeavesNothingOnThisHost() throws Exception {
        Map<String, String> here = leave();
        assertThat(Path.of(here.get("@PASSWORD@"))).exists();
        assertThat(Path.of(here.get("@TEMP@"))).exists();
        Files.writeString(jobFolder().resolve("plan.json"), "{");

        open();

        assertLost();
        assertThat(Path.of(here.get("@PASSWORD@"))).doesNotExist();
        assertThat(Path.of(here.get("@TEMP@"))).doesNotExist();
        assertThat(new JobProcesses(id).list()).isEmpty();
    }

    /** Ends the agent; what is different on each host is what its plan tells. */
    private Map<String, String> leave() throws IOException {
        service.close();
        JsonNode plan =
                new ObjectMapper().readTree(jobFolder().resolve("plan.json").toFile());
        return Map.of(
                "@JOB@", id.toString(),
                "@MOUNT@", plan.get("mount").asText(),
                "@DOMAIN@", plan.get("domain").asText(),
                "@POOL@", plan.get("pool").asText(),
                "@TEMP@", plan.get("temp").asText(),
                "@PASSWORD@", plan.get("passwordFile").asText(),
                "@ENDED@", Instant.now().toString());
    }

    /** As if the old agent had written what is in the job's folder. */
    private void takeUp(String state, Map<String, String> here) throws IOException {
        for (String file : List.of("request.json", "plan.json", "state.json", "outcome.json")) {
            Files.deleteIfExists(jobFolder().resolve(file));
            try (InputStream recorded = getClass().getResourceAsStream("before-formats/" + state + "/" + file)) {
                if (recorded != null) {
                    String text = new String(recorded.readAllBytes(), StandardCharsets.UTF_8);
                    for (Map.Entry<String, String> each : here.entrySet()) {
                        text = text.replace(each.getKey(), each.getValue());
                    }
                    Files.writeString(jobFolder().resolve(file), text);
                }
            }
        }
        open();
    }

    private void open() throws IOException {
        service = DurableJobService.open(
                config,
                new MountedExportDomains(List.of()),
                uri -> inventory,
                new RecentMachines(),
                () -> false,
                QUICK,
                KnownJobs.inHeap());
    }

    private void exit() {
        virtV2v.release(STOP);
        await().atMost(TIME_OUT).until(() -> Files.exists(jobFolder().resolve("exit")));
    }

    /** With its launcher, as when the host went down. */
    private void endVirtV2v() throws IOException {
        new JobProcesses(id).kill();
        await().atMost(TIME_OUT).until(() -> new JobProcesses(id).list().isEmpty());
        for (String file : List.of("pid", "stdout", "stderr", "v2v.json")) {
            Files.delete(jobFolder().resolve(file));
        }
    }

    private void removeFromDomain(Map<String, String> here) throws IOException {
        TestingFolder.delete(domain.root().resolve(".v2v"));
        TestingFolder.delete(Path.of(here.get("@TEMP@")));
        Files.delete(Path.of(here.get("@PASSWORD@")));
    }

    private Path jobFolder() {
        return config.stateDir().resolve("jobs").resolve(id.toString());
    }

    private JobReport awaitEnd() {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service.report(id), report -> report.status().isFinal());
    }

    private void assertLost() {
        JobReport ended = awaitEnd();
        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.failure().code()).isEqualTo(FailureCode.JOB_LOST);
    }

    private void assertImported() {
        JobReport ended = awaitEnd();
        assertThat(ended.failure()).isNull();
        assertThat(ended.status()).isEqualTo(JobStatus.DONE);
        assertThat(ended.vmName()).isEqualTo("machine-" + id);
        assertThat(domain.ovf(id)).exists();
        assertThat(domain.images().toFile().list()).hasSize(1);
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertThat(domain.staged()).isEmpty();
    }

    private void assertNothingIsInTheDomain() {
        assertThat(domain.ovf(id).getParent()).doesNotExist();
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.staged()).isEmpty();
        assertThat(config.tempDir()).isEmptyDirectory();
    }

    private ConvertParams request() {
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName("web")
                .domainID(domain.id())
                .disks(List.of())
                .allocation(Allocation.SPARSE)
                .name("machine-" + id)
                .exportDomainPath(domain.root().toString())
                .networks(List.of(new NetworkMapping("", "ovirtmgmt")))
                .build();
        return new ConvertParams(
                SourceUri.parse("vpx://vcenter.example.org"), "admin", new Secret("s3cret"), TlsTrust.NONE, spec, id);
    }
}
