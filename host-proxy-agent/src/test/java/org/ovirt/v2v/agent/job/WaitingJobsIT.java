package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingMount;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * Whatever happens to an export domain, a finished conversion reaches it in the end, and one that has failed or was aborted leaves
 * nothing in it.
 */
class WaitingJobsIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final BackOff QUICK = new BackOff(Duration.ofMillis(20), Duration.ofMillis(200));
    private static final BackOff NEVER = new BackOff(Duration.ofHours(1), Duration.ofHours(1));
    private static final long MIB = 1 << 20;

    /** By then virt-v2v has written all that it writes. */
    private static final String WRITTEN = "Finishing off";

    private static final String STOP = "stop";

    /** Each job counts with a gibibyte until it copies. */
    private static final long ROOM_FOR_ONE_MIB = 1_500;

    /** The service has six workers. */
    private static final int WAITING = 8;

    private final UUID id = UUID.randomUUID();
    private final List<JobReport> told = new CopyOnWriteArrayList<>();
    private final TestingFolder folder = TestingFolder.create("waiting");
    private final TestingExportDomain domain = TestingExportDomain.createOnServerOf(64);
    private final Path ovf = domain.ovf(id);
    private final UUID domainId = domain.id();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingSource inventory = new TestingSource().withDisks(MIB);
    private TestingAgentConfig config;
    private DurableJobService service;

    @BeforeEach
    void open() throws IOException {
        config = new TestingAgentConfig(
                folder.resolve("state"), virtV2v.program().toString(), Files.createDirectory(folder.resolve("t")));
        open(QUICK);
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
    void aFullDomainKeepsAFinishedConversionWaitingAndNoLonger() throws Exception {
        reach(WRITTEN);
        domain.fillUp();
        virtV2v.release(STOP);

        JobReport waiting = awaitObstacle(FailureCode.DOMAIN_FULL);
        assertThat(waiting.phase()).isEqualTo(Phase.COMMITTING);
        assertThat(waiting.progress()).isEqualTo(99);
        assertThat(waiting.description())
                .startsWith("Waiting to move the result into the export domain: ")
                .contains("is full");
        assertThat(told).contains(waiting);
        assertThat(domain.staged()).hasSize(1);
        assertThatThrownBy(() -> service.delete(id))
                .isInstanceOfSatisfying(JobException.class, refused -> assertThat(refused.code())
                        .isEqualTo(RpcErrorCode.JOB_NOT_DONE));
        domain.empty();

        assertImported();
    }

    @Test
    void aDomainThatIsUnmountedKeepsAFinishedConversionWaiting() throws Exception {
        reach(WRITTEN);
        domain.unmount();
        virtV2v.release(STOP);

        assertThat(awaitObstacle(FailureCode.DOMAIN_MISSING).description())
                .contains(domainId + " is not at " + domain.root());
        assertThat(domain.root()).isEmptyDirectory();
        domain.mountAgain();

        assertImported();
    }

    @Test
    void aDomainThatIsReadOnlyKeepsAFinishedConversionWaiting() throws Exception {
        reach(WRITTEN);
        domain.makeReadOnly();
        virtV2v.release(STOP);

        awaitObstacle(FailureCode.DOMAIN_READ_ONLY);
        domain.makeWritable();

        assertImported();
    }

    @Test
    void whatAFailedConversionLeftIsRemovedWhenTheDomainIsBack() throws Exception {
        virtV2v.leavingImagesBehind().failingAt(WRITTEN, "the moon is in the wrong phase");
        reach("Creating output metadata");
        domain.unmount();
        virtV2v.release(STOP);

        assertThat(awaitObstacle(FailureCode.DOMAIN_MISSING).description())
                .startsWith("Waiting to remove what the failed conversion has left: ");
        domain.mountAgain();

        // the directory for the OVF is gone with the domain, which is what virt-v2v failed of
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.ERROR);
        assertThat(service.report(id).failure().code()).isEqualTo(FailureCode.CONVERSION_FAILED);
        assertNothingIsLeft();
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(virtV2v.runs()).isEqualTo(1);
    }

    /** All that it had in the folder for temporary files is removed before its domain is asked for. */
    @Test
    void aFailedConversionThatWaitsForItsDomainKeepsNoOtherFromTheTemporaryFolder() throws Exception {
        try (TestingMount small = TestingMount.memory(config.tempDir(), ROOM_FOR_ONE_MIB);
                TestingExportDomain other = TestingExportDomain.create()) {
            reopen(NEVER);
            virtV2v.failingAt("Converting", "the moon is in the wrong phase");
            reach("Inspecting the source");
            domain.unmount();
            virtV2v.release(STOP);
            awaitObstacle(FailureCode.DOMAIN_MISSING);
            UUID second = UUID.randomUUID();

            service.start(request(second, other));

            assertThat(awaitEnd(second).failure().code()).isEqualTo(FailureCode.CONVERSION_FAILED);
            domain.mountAgain();
            service.retry(id);
            assertThat(awaitEnd().failure().code()).isEqualTo(FailureCode.CONVERSION_FAILED);
            assertThat(small.path()).isEmptyDirectory();
        }
    }

    @Test
    void anAbortedJobEndsThoughItsDomainIsAwayAndLeavesNothingOnceThatIsBack() throws Exception {
        ConvertParams again = request(id, domain);
        abortWhileTheDomainIsAway();

        assertThat(service.owed()).singleElement().satisfies(owed -> {
            assertThat(owed.job()).isEqualTo(id);
            assertThat(owed.domain()).isEqualTo(domainId);
            assertThat(owed.machineInDomain()).isFalse();
            assertThat(owed.obstacle().code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        });
        service.delete(id);
        reopen(QUICK);
        assertThat(service.owed()).hasSize(1);
        assertThatThrownBy(() -> service.start(again))
                .isInstanceOfSatisfying(JobException.class, refused -> assertThat(refused.code())
                        .isEqualTo(RpcErrorCode.JOB_EXISTS));
        domain.mountAgain();

        awaitNothingOwed();
        assertNothingIsInTheDomain();
    }

    /** As VDSM formats a domain, or an operator: the folder of the domain is removed, and whatever lies beside it stays. */
    @Test
    void whatIsOwedToADomainThatWasFormattedIsPaid() throws Exception {
        oweWhatIsInADomainThatIsAway();
        domain.mountAgain();
        TestingFolder.delete(domain.folder());

        payWhatIsOwed();

        assertNothingIsLeft();
    }

    @Test
    void whatIsOwedToADomainOfWhichAnotherHasThePlaceIsPaid() throws Exception {
        oweWhatIsInADomainThatIsAway();
        domain.mountAgain();
        TestingFolder.delete(domain.root().resolve(".v2v"));
        Files.move(domain.folder(), domain.root().resolve(UUID.randomUUID().toString()));

        payWhatIsOwed();
    }

    /** Perhaps nothing is mounted there. */
    @Test
    void whatIsOwedToADomainThatIsNotSeenIsKeptUntilTheOperatorDeletesIt() throws Exception {
        oweWhatIsInADomainThatIsAway();
        Path debt = config.stateDir().resolve("owed").resolve(id + ".json");
        assertThat(debt).exists();

        Files.delete(debt);
        payWhatIsOwed();

        domain.mountAgain();
    }

    /** Again and again, since an attempt that is just coming to its end is not hurried. */
    private void payWhatIsOwed() {
        await().atMost(TIME_OUT).until(() -> {
            service.retryOwed();
            return service.owed().isEmpty();
        });
        awaitNothingOwed();
    }

    private void abortWhileTheDomainIsAway() throws Exception {
        reach(WRITTEN);
        domain.unmount();
        virtV2v.release(STOP);
        awaitObstacle(FailureCode.DOMAIN_MISSING);
        service.abort(id);
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.ABORTED);
    }

    private void oweWhatIsInADomainThatIsAway() throws Exception {
        reopen(NEVER);
        abortWhileTheDomainIsAway();
        await().atMost(TIME_OUT).until(() -> service.owed().get(0).obstacle() != null);
    }

    /** All is there, and the machine in the domain; only what is beside it could not be removed. */
    @Test
    void aMachineThatIsInTheDomainIsTakenOutAgainAfterACancelThatTheDomainDidNotAnswer() throws Exception {
        convertAndForgetTheEnd();
        domain.unmount();
        open(QUICK);
        awaitObstacle(FailureCode.DOMAIN_MISSING);

        service.abort(id);

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.ABORTED);
        assertThat(service.owed()).singleElement().satisfies(owed -> assertThat(owed.machineInDomain())
                .isTrue());
        domain.mountAgain();
        awaitNothingOwed();
        assertNothingIsInTheDomain();
    }

    @Test
    void nothingIsImportedUnderAnIdOfWhichSomethingIsStillToBeRemoved() throws Exception {
        reach(WRITTEN);
        domain.unmount();
        virtV2v.release(STOP);
        awaitObstacle(FailureCode.DOMAIN_MISSING);
        service.abort(id);
        awaitEnd();
        reopen(NEVER);
        await().atMost(TIME_OUT).until(() -> service.owed().get(0).obstacle() != null);
        domain.mountAgain();
        Path staged = domain.root().resolve(".v2v").resolve(id.toString());

        try (TestingMount stuck = TestingMount.memory(staged.resolve("stuck"), 1)) {
            UUID again = UUID.randomUUID();
            service.start(request(again, domain, id));

            JobReport refused = awaitEnd(again);
            assertThat(refused.failure().code()).as("%s", stuck.path()).isEqualTo(FailureCode.VM_ID_IN_USE);
            assertThat(refused.failure().message()).contains("job " + id);
        }

        // now whoever comes removes first what stands in his way, and nobody has to ask again for what passes
        UUID third = UUID.randomUUID();
        service.start(request(third, domain, id));
        assertThat(awaitEnd(third).status()).isEqualTo(JobStatus.DONE);
        awaitNothingOwed();
    }

    /** Nobody can tell what it is about, so nothing may come in its way. */
    @Test
    void nothingIsBegunUnderTheIdOfADebtThatCannotBeRead() throws Exception {
        service.close();
        Path debt = config.stateDir().resolve("owed").resolve(id + ".json");
        Files.createDirectories(debt.getParent());
        Files.writeString(debt, "{");

        open(QUICK);

        assertThatThrownBy(() -> service.start(request(id, domain)))
                .isInstanceOfSatisfying(JobException.class, refused -> assertThat(refused.code())
                        .isEqualTo(RpcErrorCode.JOB_EXISTS));
        assertThat(service.reports()).isEmpty();
        Files.delete(debt);
        service.start(request(id, domain));
        assertImported();
    }

    /** "Cannot tell" is never a no. */
    @Test
    void aMachineIsNotConvertedIntoAnotherDomainWhileNobodyCanTellWhetherItIsInTheFirst() throws Exception {
        service.start(request(id, domain));
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        service.delete(id);
        domain.unmount();

        try (TestingExportDomain other = TestingExportDomain.create()) {
            service.start(request(id, other));

            JobReport refused = awaitEnd();
            assertThat(refused.failure().code()).isEqualTo(FailureCode.DOMAIN_MISSING);
            assertThat(refused.failure().message())
                    .startsWith("Nobody can tell whether there is still the machine that job " + id);
            assertThat(other.staged()).isEmpty();
        }
        assertThat(virtV2v.runs()).isEqualTo(1);
        domain.mountAgain();
    }

    @Test
    void aJobThatIsGivenUpFailsOfWhatItWaitedFor() throws Exception {
        reach(WRITTEN);
        domain.unmount();
        virtV2v.release(STOP);
        awaitObstacle(FailureCode.DOMAIN_MISSING);

        service.giveUp(id);

        JobReport ended = awaitEnd();
        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.failure().code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        domain.mountAgain();
        awaitNothingOwed();
        assertNothingIsInTheDomain();
    }

    @Test
    void aJobWhoseMachineIsInTheDomainIsDoneWhenItIsGivenUp() throws Exception {
        convertAndForgetTheEnd();
        domain.unmount();
        open(NEVER);
        awaitObstacle(FailureCode.DOMAIN_MISSING);

        service.giveUp(id);

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        domain.mountAgain();
        service.retryOwed();
        awaitNothingOwed();
        assertImported();
    }

    @Test
    void aJobThatWaitsTriesAgainWhenItIsTold() throws Exception {
        reopen(NEVER);
        reach(WRITTEN);
        domain.unmount();
        virtV2v.release(STOP);
        awaitObstacle(FailureCode.DOMAIN_MISSING);
        domain.mountAgain();

        service.retry(id);

        assertImported();
    }

    @Test
    void aJobThatWaitsIsAbortedAtOnceIfItsDomainIsThere() throws Exception {
        reopen(NEVER);
        reach(WRITTEN);
        domain.fillUp();
        virtV2v.release(STOP);
        awaitObstacle(FailureCode.DOMAIN_FULL);

        service.abort(id);

        assertAborted();
        assertThat(told).noneMatch(report -> report.status() == JobStatus.DONE || report.progress() == 100);
    }

    /** Only the last of the steps was not reached: the machine is in the domain, and the job does not say so yet. */
    @Test
    void anAbortedJobIsNeverDoneEvenIfItsMachineIsInTheDomainAlready() throws Exception {
        convertAndForgetTheEnd();
        Files.createFile(jobFolder().resolve("abort"));

        open(QUICK);

        assertAborted();
    }

    @Test
    void aJobKnowsTheMachineThatItPutIntoTheDomainBeforeACrash() throws Exception {
        convertAndForgetTheEnd();

        open(QUICK);

        assertImported();
    }

    /** The agent died between the last rename and whatever it writes after that. */
    @Test
    void aJobKnowsTheMachineThatItHadJustMovedWhenItCrashed() throws Exception {
        convertAndForgetTheEnd();
        Files.delete(jobFolder().resolve("outcome.json"));
        Path target = domain.root().resolve(".v2v").resolve(id.toString());
        Files.createDirectories(target.resolve("ready"));
        domain.giveToVdsm();

        open(QUICK);

        assertImported();
    }

    @Test
    void aWaitingJobGoesOnWaitingInTheNextRunOfTheAgent() throws Exception {
        reopen(NEVER);
        reach(WRITTEN);
        domain.unmount();
        virtV2v.release(STOP);
        awaitObstacle(FailureCode.DOMAIN_MISSING);

        reopen(QUICK);

        awaitObstacle(FailureCode.DOMAIN_MISSING);
        domain.mountAgain();
        assertImported();
    }

    /** What a job is doing follows from its other files: an agent of another version, or a damaged disk, makes none vanish. */
    @ParameterizedTest
    @CsvSource({
        "state.json, '{\"format\": 2, \"id\": 5, \"status\": \"paused\"}'",
        "state.json, ''",
        "request.json, ''",
        "request.json, '{\"format\": 2, \"wish\": [1, 2]}'"
    })
    void aConversionGoesOnThoughTheNextAgentCannotReadItsFile(String file, String content) throws Exception {
        reach(WRITTEN);
        service.close();
        Files.writeString(jobFolder().resolve(file), content);

        open(QUICK);
        virtV2v.release(STOP);

        assertImported();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state.json", "request.json"})
    void aConversionGoesOnThoughAFileOfItsIsLost(String file) throws Exception {
        reach(WRITTEN);
        service.close();
        Files.delete(jobFolder().resolve(file));

        open(QUICK);
        virtV2v.release(STOP);

        assertImported();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state.json", "request.json", "plan.json"})
    void whatALaterAgentHasWrittenBesideIsPassedOver(String file) throws Exception {
        reach(WRITTEN);
        service.close();
        Path written = jobFolder().resolve(file);
        ObjectNode content = (ObjectNode) new ObjectMapper().readTree(written.toFile());
        assertThat(content.get("format").intValue()).isEqualTo(1);
        content.put("format", 2).putObject("novelty").put("depth", 3);
        Files.writeString(written, content.toString());

        open(QUICK);
        virtV2v.release(STOP);

        assertImported();
    }

    /** Nothing tells where it writes: it cannot be brought to its end. */
    @Test
    void aConversionWhosePlanCannotBeReadIsEndedAndListedAsFailed() throws Exception {
        reach(WRITTEN);
        service.close();
        Files.writeString(jobFolder().resolve("plan.json"), "");

        open(QUICK);

        JobReport failed = awaitEnd();
        assertThat(failed.failure().code()).isEqualTo(FailureCode.JOB_LOST);
        assertThat(failed.failure().message())
                .contains(jobFolder().resolve("plan.json").toString());
        await().atMost(TIME_OUT).until(() -> new JobProcesses(id).list().isEmpty());
        assertThat(jobFolder().resolve("stdout")).isNotEmptyFile();
    }

    /** Only what was left under the name of a job of this agent is removed: another host may be at work there too. */
    @Test
    void whatAnEndedJobHasLeftUnnoticedIsFoundAndRemoved() throws Exception {
        service.start(request(id, domain));
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        service.delete(id);
        Path staging = domain.root().resolve(".v2v");
        Path ours = Files.createDirectories(staging.resolve(id.toString()));
        Files.writeString(ours.resolve("left"), "x");
        Path strange = Files.createDirectories(staging.resolve(UUID.randomUUID().toString()));
        domain.giveToVdsm();

        reopen(QUICK);

        await().atMost(TIME_OUT).until(() -> Files.notExists(ours));
        awaitNothingOwed();
        assertThat(strange).exists();
        assertThat(ovf).exists();
    }

    /** Hundreds of jobs may have ended, and nobody who starts the agent waits for their files. */
    @Test
    void theAgentIsThereBeforeItHasReadWhatEndedJobsMayHaveLeft() throws Exception {
        service.start(request(id, domain));
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        service.delete(id);
        Path plan = config.stateDir().resolve("ended").resolve(id.toString()).resolve("plan.json");
        String written = Files.readString(plan);
        Files.delete(plan);
        new ProcessBuilder("mkfifo", plan.toString()).start().waitFor(); // whoever reads it waits for whoever writes it
        Path left = Files.createDirectories(domain.root().resolve(".v2v").resolve(id.toString()));
        domain.giveToVdsm();

        reopen(QUICK);

        assertThat(service.reports()).isEmpty();
        assertThat(left).exists();
        try (Writer writer = Files.newBufferedWriter(plan)) {
            writer.write(written);
            // before the first who reads it has come to its end: the next one finds a file
            Path file = Files.writeString(folder.resolve("plan.json"), written);
            Files.move(file, plan, StandardCopyOption.REPLACE_EXISTING);
        }
        await().atMost(TIME_OUT).until(() -> Files.notExists(left));
    }

    @Test
    void aWrongResultFailsAtOnce() throws Exception {
        inventory.withDisks(2 * MIB);
        reach(WRITTEN);
        virtV2v.release(STOP);

        assertThat(awaitEnd().failure().code()).isEqualTo(FailureCode.RESULT_OF_ANOTHER_MACHINE);
        assertNothingIsLeft();
        assertThat(domain.images()).isEmptyDirectory();
    }

    @Test
    void moreJobsThanWorkersWaitAndKeepNoOtherFromGoingOn() throws Exception {
        List<UUID> waiting = Stream.generate(UUID::randomUUID).limit(WAITING).toList();
        virtV2v.stoppingAt(WRITTEN, STOP);
        for (UUID job : waiting) {
            service.start(request(job, domain));
        }
        await().atMost(TIME_OUT).until(() -> virtV2v.runs() == WAITING);
        await().atMost(TIME_OUT).until(() -> waiting.stream().allMatch(this::hasWrittenAll));
        domain.unmount();
        virtV2v.release(STOP);
        await().atMost(TIME_OUT).until(() -> service.reports().stream().allMatch(report -> report.failure() != null));

        try (TestingExportDomain other = TestingExportDomain.create()) {
            service.start(request(id, other));
            assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        }

        domain.mountAgain();
        await().atMost(TIME_OUT)
                .until(() -> service.reports().stream().allMatch(report -> report.status() == JobStatus.DONE));
        assertThat(virtV2v.runs()).isEqualTo(WAITING + 1);
        assertNothingIsLeft();
    }

    private boolean hasWrittenAll(UUID job) {
        try {
            return Files.readString(config.stateDir().resolve("jobs/" + job + "/stdout"))
                    .contains(WRITTEN);
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts the job and waits until virt-v2v is at this step. */
    private void reach(String step) throws Exception {
        virtV2v.stoppingAt(step, STOP);
        service.start(request(id, domain));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached(STOP));
    }

    private void convertAndForgetTheEnd() throws Exception {
        service.start(request(id, domain));
        await().atMost(TIME_OUT).until(() -> service.report(id).phase() != Phase.PREFLIGHT);
        String begun = Files.readString(jobFolder().resolve("state.json"));
        assertThat(begun).doesNotContain("\"done\"");
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        service.close();
        Files.writeString(jobFolder().resolve("state.json"), begun);
    }

    private Path jobFolder() {
        return config.stateDir().resolve("jobs").resolve(id.toString());
    }

    private JobReport awaitObstacle(FailureCode code) {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> service.report(id),
                        report -> !report.status().isFinal()
                                && report.failure() != null
                                && report.failure().code() == code);
    }

    private void awaitNothingOwed() {
        await().atMost(TIME_OUT).until(() -> service.owed().isEmpty());
        assertThat(config.stateDir().resolve("owed")).isEmptyDirectory();
    }

    private JobReport awaitEnd() {
        return awaitEnd(id);
    }

    private JobReport awaitEnd(UUID job) {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service.report(job), report -> report.status().isFinal());
    }

    private void assertImported() throws Exception {
        JobReport ended = awaitEnd();
        assertThat(ended.failure()).isNull();
        assertThat(ended.status()).isEqualTo(JobStatus.DONE);
        assertThat(ended.progress()).isEqualTo(100);
        assertThat(ovf).exists();
        assertThat(domain.images().toFile().list()).hasSize(1);
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertNothingIsLeft();
    }

    private void assertAborted() throws Exception {
        JobReport ended = awaitEnd();
        assertThat(ended.status()).isEqualTo(JobStatus.ABORTED);
        assertThat(ended.failure()).isNull();
        awaitNothingOwed();
        assertNothingIsInTheDomain();
    }

    private void assertNothingIsInTheDomain() {
        assertThat(ovf.getParent()).doesNotExist();
        assertThat(domain.images()).isEmptyDirectory();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(domain.root().resolve(".v2v")).doesNotExist();
        assertThat(config.tempDir()).isEmptyDirectory();
    }

    private void reopen(BackOff backOff) throws IOException {
        service.close();
        open(backOff);
    }

    private void open(BackOff backOff) throws IOException {
        service = DurableJobService.open(
                config,
                new MountedExportDomains(List.of()),
                uri -> inventory,
                new RecentMachines(),
                () -> false,
                backOff,
                KnownJobs.inHeap());
        service.addListener(told::add);
    }

    private static ConvertParams request(UUID job, TestingExportDomain target) {
        return request(job, target, null);
    }

    private static ConvertParams request(UUID job, TestingExportDomain target, UUID machine) {
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName("web")
                .domainID(target.id())
                .disks(List.of())
                .allocation(Allocation.SPARSE)
                .name("imported-" + job)
                .exportDomainPath(target.root().toString())
                .networks(List.of(new NetworkMapping("", "ovirtmgmt")))
                .vmID(machine)
                .build();
        return new ConvertParams(
                SourceUri.parse("vpx://vcenter.example.org"), "admin", new Secret("s3cret"), TlsTrust.NONE, spec, job);
    }
}
