package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingSource;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** Jobs go from request to committed machine, can be aborted, outlive the agent, and leave nothing behind. */
class DurableJobServiceIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final String PASSWORD = "s3cret-pa$s";
    private static final long MIB = 1 << 20;

    /** Bytes; for two jobs it is too little. */
    private static final long ROOM_FOR_ONE = 9_000;

    private static final String[] OF_EL_10 = {"virt-v2v", "virt-v2v-2.0", "io/oo", "mac-option", "output:disk"};

    private final UUID id = UUID.randomUUID();
    private final List<JobReport> told = new CopyOnWriteArrayList<>();
    private final TestingFolder folder = TestingFolder.create("jobs");
    private final TestingExportDomain domain = TestingExportDomain.create();
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingSource inventory = new TestingSource().withDisks(MIB);
    private final MountedExportDomains domains = new MountedExportDomains(List.of());
    private TestingAgentConfig config;
    private DurableJobService service;

    /** Asked right before virt-v2v is started. */
    private BooleanSupplier emulated = () -> false;

    /** What a request asks for as the machine's id; null is VDSM's way. */
    private UUID machineId;

    /** Where requests want the machine. */
    private TestingExportDomain target = domain;

    @BeforeEach
    void open() throws IOException {
        Path temp = Files.createDirectories(folder.resolve("t"));
        config = new TestingAgentConfig(
                folder.resolve("state"), virtV2v.program().toString(), temp);
        service = reopen();
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
    void putsTheMachineIntoTheDomainUnderTheJobsId() throws Exception {
        virtV2v.withDisk(3 * MIB).withDisk(MIB).warning("no Grub2 was found");
        inventory.withDisks(3 * MIB, MIB);

        JobReport ended = convert();

        assertThat(ended.status()).isEqualTo(JobStatus.DONE);
        assertThat(ended.progress()).isEqualTo(100);
        assertThat(ended.warnings()).containsExactly("no Grub2 was found");
        assertThat(ended.disks()).extracting(DiskProgress::progress).containsExactly(100, 100);
        assertThat(ended.startedAt()).isBeforeOrEqualTo(ended.endedAt());
        ExportedVm machine = domains.machines(domain.root()).get(0);
        assertThat(machine.id()).isEqualTo(id);
        assertThat(machine.name()).isEqualTo("imported");
        assertThat(machine.disks()).extracting(ExportedVm.Disk::capacity).containsExactly(3 * MIB, MIB);
        assertThat(service.ovf(id)).contains(id.toString());
        assertNothingLeft();
    }

    @Test
    void putsTheMachineIntoTheDomainUnderAnIdOfItsOwn() throws Exception {
        machineId = UUID.randomUUID();

        JobReport ended = convert();

        assertThat(ended.status()).isEqualTo(JobStatus.DONE);
        assertThat(ended.id()).isEqualTo(id);
        assertThat(domains.machines(domain.root())).extracting(ExportedVm::id).containsExactly(machineId);
        assertThat(service.ovf(id)).contains("ovf:id=\"" + machineId + "\"").doesNotContain(id.toString());
        assertNothingLeft();
    }

    @Test
    void convertsNothingIntoAnIdThatAnEarlierJobHasFilled() throws Exception {
        machineId = UUID.randomUUID();
        convert();
        UUID second = UUID.randomUUID();

        service.start(request(second, "web", DiskFormat.RAW));

        assertThat(awaitEnd(second).failure().code()).isEqualTo(FailureCode.VM_ID_IN_USE);
        assertThat(domains.machines(domain.root())).extracting(ExportedVm::id).containsExactly(machineId);
    }

    @Test
    void putsQcow2DisksIntoTheDomainToo() throws Exception {
        service.start(request("web", DiskFormat.COW));

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        assertThat(domains.machines(domain.root()).get(0).disks().get(0).format())
                .isEqualTo("COW");
        assertNothingLeft();
    }

    @Test
    void followsTheOutputOfVirtV2v1() throws Exception {
        virtV2v.ofQemuImgEra().withDisk(MIB, 0, 40, 100).stoppingAt("1:40", "copying");

        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> service.report(id).progress() == 40);
        virtV2v.release("copying");

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
    }

    @Test
    void tellsEveryPhaseInOrderAndHundredPercentOnlyAtTheEnd() throws Exception {
        virtV2v.withDisk(MIB, 0, 66, 100).stoppingAt("1:66", "copying");

        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> service.report(id).progress() == 66);
        assertThat(service.report(id).description()).isEqualTo("Copying disk 1/1");
        assertThat(domain.ovf(id)).doesNotExist();
        virtV2v.release("copying");
        awaitEnd();

        assertThat(told.stream().map(JobReport::phase).distinct()).containsExactly(Phase.values());
        assertThat(told).extracting(JobReport::progress).isSorted();
        assertThat(told.stream().filter(report -> report.progress() == 100))
                .allMatch(report -> report.status() == JobStatus.DONE);
    }

    @Test
    void givesThePasswordInAPrivateFileOnly() throws Exception {
        convert();

        assertThat(virtV2v.invocation())
                .contains("\"-ip\"")
                .containsPattern("\"length\": ?" + PASSWORD.length())
                .contains("600")
                .doesNotContain(PASSWORD);
    }

    @Test
    void explainsAFailureAndLeavesNothing() throws Exception {
        virtV2v.leavingImagesBehind()
                .failingAt("Copying disk 1/1", "nbdcopy command failed", "nbdkit: pwrite: No space left on device");

        JobReport ended = convert();

        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.failure().code()).isEqualTo(FailureCode.DOMAIN_FULL);
        assertThat(ended.failure().message()).startsWith("imported could not be converted.");
        assertThat(ended.failure().detail())
                .isEqualTo("nbdkit: pwrite: No space left on device\nnbdcopy command failed");
        assertThat(domain.images()).isEmptyDirectory();
        assertNothingLeft();
    }

    @Test
    void tellsTheToolsOwnWordsForAFailureThatItDoesNotKnow() throws Exception {
        virtV2v.failingAt("Inspecting", "the moon is in the wrong phase");

        JobReport ended = convert();

        assertThat(ended.failure().code()).isEqualTo(FailureCode.CONVERSION_FAILED);
        assertThat(ended.failure().message()).contains("the moon is in the wrong phase");
        assertNothingLeft();
    }

    @Test
    void neverCommitsAnotherMachineThanTheOneThatWasAskedFor() throws Exception {
        inventory.withNic("00:50:56:00:00:01", "production");
        virtV2v.withNic("00:50:56:00:00:99", "production");

        JobReport ended = convert();

        assertThat(ended.failure().code()).isEqualTo(FailureCode.RESULT_OF_ANOTHER_MACHINE);
        assertThat(ended.failure().message()).contains("00:50:56:00:00:99");
        assertThat(domains.machines(domain.root())).isEmpty();
        assertThat(domain.images()).isEmptyDirectory();
        assertNothingLeft();
    }

    @Test
    void comparesTheResultWithWhatWasKnownBeforeTheAgentWasAway() throws Exception {
        inventory.withNic("00:50:56:00:00:01", "production");
        virtV2v.withNic("00:50:56:00:00:99", "production").stoppingAt("Finishing off", "end");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("end"));
        service.close();
        service = reopen();

        virtV2v.release("end");

        assertThat(awaitEnd().failure().code()).isEqualTo(FailureCode.RESULT_OF_ANOTHER_MACHINE);
        assertNothingLeft();
    }

    @Test
    void warnsOfANetworkThatIsNotTheOneAskedFor() throws Exception {
        inventory.withNic("00:50:56:00:00:01", "production");
        virtV2v.withNic("00:50:56:00:00:01", "eth0").warning("no Grub2 was found");

        JobReport ended = convert();

        assertThat(ended.status()).isEqualTo(JobStatus.DONE);
        assertThat(ended.warnings())
                .hasSize(2)
                .contains("no Grub2 was found")
                .anyMatch(warning -> warning.contains("on the network eth0 in the converted machine"));
        assertNothingLeft();
    }

    @Test
    void failsWhenVirtV2vIsKilled() throws Exception {
        virtV2v.killedAt("Copying disk 1/1");

        assertThat(convert().failure().message()).contains("killed by SIGKILL");
        assertThat(domain.images()).isEmptyDirectory();
        assertNothingLeft();
    }

    @Test
    void endsWhatOutlivesVirtV2v() throws Exception {
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));
        assertThat(virtV2v.runningChildren()).hasSize(2);

        virtV2v.process().destroyForcibly();

        assertThat(awaitEnd().failure().message()).contains("killed by SIGKILL");
        assertThat(virtV2v.runningChildren()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void failsWhenLauncherAndAllAreKilled() throws Exception {
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));

        new JobProcesses(id).kill();

        JobReport ended = awaitEnd();
        assertThat(ended.failure().code()).isEqualTo(FailureCode.JOB_LOST);
        assertThat(ended.failure().message()).contains("imported", "was killed");
        assertNothingLeft();
    }

    @Test
    void abortsAndLeavesNothing() throws Exception {
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));

        service.abort(id);

        JobReport ended = awaitEnd();
        assertThat(ended.status()).isEqualTo(JobStatus.ABORTED);
        assertThat(ended.failure()).isNull();
        assertThat(domain.images()).isEmptyDirectory();
        assertNothingLeft();
    }

    @Test
    void abortsAtOnceThoughTheSourceDoesNotAnswer() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        inventory.holding(answer);
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(inventory::wasAsked);

        service.abort(id);

        assertThat(service.report(id).status()).isEqualTo(JobStatus.ABORTED);
        service.delete(id);
        answer.countDown();
        // under the same id as before: whatever the first one made after that would be in its way
        assertThat(convert().status()).isEqualTo(JobStatus.DONE);
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertNothingLeft();
    }

    @Test
    void staysCancelledThoughItWasBeingStarted() throws Exception {
        machineId = UUID.randomUUID();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        emulated = () -> {
            asked.countDown();
            try {
                return !answer.await(TIME_OUT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        service.start(request("web", DiskFormat.RAW));
        assertThat(asked.await(TIME_OUT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        service.abort(id);
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.ABORTED);
        service.delete(id);
        answer.countDown();

        UUID second = UUID.randomUUID();
        await().atMost(TIME_OUT).until(() -> {
            service.start(request(second, "web", DiskFormat.RAW));
            boolean done = awaitEnd(second).status() == JobStatus.DONE;
            service.delete(second);
            return done; // not while the first one still removes what it had made
        });
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertThat(told.stream().filter(report -> report.id().equals(id)))
                .last()
                .extracting(JobReport::status)
                .isEqualTo(JobStatus.ABORTED);
        assertNothingLeft();
    }

    @Test
    void leavesNoOverlaysOfAnOlderVirtV2vBehind() throws Exception {
        Path appliance = config.tempDir().resolve(".guestfs-0");
        virtV2v.ofQemuImgEra().stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));
        assertThat(virtV2v.overlays()).hasSize(1);
        assertThat(appliance.resolve("appliance.d")).as("shared").exists();

        new JobProcesses(id).kill();

        assertThat(awaitEnd().failure().code()).isEqualTo(FailureCode.JOB_LOST);
        assertThat(virtV2v.overlays()).isEmpty();
        assertThat(config.tempDir()).isDirectoryNotContaining("glob:**v2vovl*");
        TestingFolder.delete(appliance);
        assertNothingLeft();
    }

    @Test
    void killsWhatDoesNotObey() throws Exception {
        virtV2v.ignoringTerm().stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));

        assertThat(virtV2v.runningChildren()).hasSize(2);

        service.abort(id);

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.ABORTED);
        assertThat(virtV2v.runningChildren()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void goesOnWatchingWhenItIsOpenedAgain() throws Exception {
        virtV2v.withDisk(MIB, 0, 66, 100).stoppingAt("1:66", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> service.report(id).progress() == 66);
        service.close();

        service = reopen();
        await().atMost(TIME_OUT).until(() -> service.report(id).progress() == 66);
        virtV2v.release("copying");

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        assertThat(domain.ovf(id)).exists();
        assertNothingLeft();
    }

    @Test
    void commitsWhatWasFinishedWhileItWasClosed() throws Exception {
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));
        service.close();
        virtV2v.release("copying");
        await().atMost(TIME_OUT).until(() -> new JobProcesses(id).list().isEmpty());
        assertThat(domain.ovf(id)).doesNotExist();

        service = reopen();

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        assertThat(domain.ovf(id)).exists();
        assertNothingLeft();
    }

    @Test
    void sweepsWhatWasKilledWhileItWasClosed() throws Exception {
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));
        service.close();
        new JobProcesses(id).kill();

        service = reopen();

        assertThat(awaitEnd().failure().code()).isEqualTo(FailureCode.JOB_LOST);
        assertNothingLeft();
    }

    @Test
    void keepsAnEndedJobUntilItIsDeleted() throws Exception {
        convert();
        service.close();
        service = reopen();
        assertThat(service.report(id).status()).isEqualTo(JobStatus.DONE);
        assertThat(service.report(id).progress()).isEqualTo(100);

        service.delete(id);

        assertThat(service.reports()).isEmpty();
        assertThat(config.stateDir().resolve("jobs")).isEmptyDirectory();
        assertThat(domain.ovf(id)).exists();
    }

    @Test
    void answersWithVdsmsErrorCodes() throws Exception {
        assertCode(RpcErrorCode.NO_SUCH_JOB, () -> service.report(id));
        virtV2v.stoppingAt("Opening", "opening");
        service.start(request("web", DiskFormat.RAW));

        assertCode(RpcErrorCode.JOB_EXISTS, () -> service.start(request("web", DiskFormat.RAW)));
        assertCode(RpcErrorCode.JOB_NOT_DONE, () -> service.delete(id));
        assertCode(RpcErrorCode.JOB_NOT_DONE, () -> service.ovf(id));

        virtV2v.release("opening");
        awaitEnd();
        TestingFolder.delete(domain.ovf(id).getParent());
        assertCode(RpcErrorCode.NO_SUCH_OVF, () -> service.ovf(id));
    }

    @Test
    void refusesBeforeStartingAnything() throws Exception {
        assertRefused(FailureCode.VM_NOT_FOUND, "missing");
        inventory.sharingItsUuidWith("web-copy (vm-2 in DC)");
        assertRefused(FailureCode.VM_UUID_SHARED, "web");
        inventory.running();
        assertRefused(FailureCode.VM_RUNNING, "web");
        inventory.withDisks();
        assertRefused(FailureCode.VM_RUNNING, "web");
        inventory.refusing(FailureCode.SOURCE_CREDENTIALS_REFUSED);
        assertRefused(FailureCode.SOURCE_CREDENTIALS_REFUSED, "web");
    }

    @Test
    void refusesAVirtV2vThatCannotWriteExportDomains() throws Exception {
        virtV2v.capabilities("virt-v2v", "virt-v2v-2.0", "output:rhv-upload");
        assertRefused(FailureCode.TOOL_INCOMPLETE, "web");
    }

    /** As that of EL 10. */
    @Test
    void fillsExportDomainsWithAVirtV2vThatCannot() throws Exception {
        virtV2v.capabilities(OF_EL_10).withDisk(3 * MIB).withDisk(MIB);
        inventory.withDisks(3 * MIB, MIB);
        machineId = UUID.randomUUID();

        JobReport ended = convert();

        assertThat(ended.failure()).isNull();
        assertThat(virtV2v.invocations().get(0).get("arguments").toString())
                .contains("\"-o\",\"disk\"", "\"-on\",\"" + id + "\"");
        ExportedVm machine = domains.machines(domain.root()).get(0);
        assertThat(machine.id()).isEqualTo(machineId);
        assertThat(machine.name()).isEqualTo("imported");
        assertThat(machine.disks()).extracting(ExportedVm.Disk::capacity).containsExactly(3 * MIB, MIB);
        assertThat(domains.check(domain.root()).defects()).isEmpty();
        assertThat(service.ovf(id)).contains("<Origin>1</Origin>", "debian_7");
        assertNothingLeft();
    }

    @Test
    void fillsExportDomainsWithQcow2DisksByAVirtV2vThatCannot() throws Exception {
        virtV2v.capabilities(OF_EL_10);

        service.start(request("web", DiskFormat.COW));

        assertThat(awaitEnd().failure()).isNull();
        assertThat(domains.machines(domain.root()).get(0).disks().get(0).format())
                .isEqualTo("COW");
        assertNothingLeft();
    }

    @Test
    void aFailedConversionIntoFilesLeavesNothing() throws Exception {
        virtV2v.capabilities(OF_EL_10).failingAt("Creating output metadata", "the moon is in the wrong phase");

        assertThat(convert().status()).isEqualTo(JobStatus.ERROR);
        assertThat(domains.machines(domain.root())).isEmpty();
        assertThat(domain.images()).isEmptyDirectory();
        assertNothingLeft();
    }

    @Test
    void aMachineThatVirtV2vDidNotDescribeIsNone() throws Exception {
        virtV2v.capabilities(OF_EL_10).stoppingAt("Finishing off", "finishing");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("finishing"));
        Files.writeString(domain.root().resolve(".v2v/" + id + "/local/" + id + ".xml"), "");
        virtV2v.release("finishing");

        assertThat(awaitEnd().failure().code()).isEqualTo(FailureCode.RESULT_INVALID);
        assertNothingLeft();
    }

    /** The successor knows from the job's folder alone how virt-v2v writes. */
    @Test
    void aConversionIntoFilesOutlivesTheAgent() throws Exception {
        virtV2v.capabilities(OF_EL_10).stoppingAt("1:66", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));

        service.close();
        service = reopen();
        virtV2v.release("copying");

        assertThat(awaitEnd().failure()).isNull();
        assertThat(domains.machines(domain.root())).extracting(ExportedVm::id).containsExactly(id);
        assertNothingLeft();
    }

    @Test
    void refusesTheIdOfAMachineThatIsInTheDomainAlready() throws Exception {
        convert();
        service.delete(id);
        assertThat(virtV2v.runs()).isEqualTo(1);

        JobReport ended = convert();

        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.progress()).isZero();
        assertThat(ended.failure().code()).isEqualTo(FailureCode.VM_ID_IN_USE);
        assertThat(ended.failure().message()).contains(id.toString(), "the machine imported");
        assertThat(ended.failure().remedy()).contains("under a new id");
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertThat(domain.ovf(id)).exists();
        assertNothingLeft();
    }

    /** Whoever asks for a machine by its id must find one, and the same each time. */
    @Test
    void aMachineThatIsInOneDomainDoesNotComeIntoAnotherUnderTheSameId() throws Exception {
        convert();
        service.delete(id);
        try (TestingExportDomain other = TestingExportDomain.create()) {
            target = other;
            for (int attempt = 0; attempt < 2; attempt++) { // what was refused makes nobody forget what is there
                JobReport refused = convert();
                assertThat(refused.failure().code()).isEqualTo(FailureCode.VM_ID_IN_USE);
                assertThat(refused.failure().message())
                        .contains(
                                id.toString(),
                                domain.root().toString(),
                                domain.id().toString());
                service.delete(id);
            }
            machineId = id;
            UUID another = UUID.randomUUID();
            service.start(request(another, "web", DiskFormat.RAW));
            assertThat(awaitEnd(another).failure().code()).isEqualTo(FailureCode.VM_ID_IN_USE);
            assertThat(virtV2v.runs()).isEqualTo(1);

            domains.remove(domain.root(), id, ExportDomains.ANY_TIME);

            assertThat(convert().status()).isEqualTo(JobStatus.DONE);
            assertThat(domains.machines(other.root()))
                    .extracting(ExportedVm::id)
                    .containsExactly(id);
        }
    }

    @Test
    void ofTwoJobsForOneMachineTheSecondIsRefusedWhereverItWrites() throws Exception {
        virtV2v.stoppingAt("Copying disk 1/1", "copying");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("copying"));
        machineId = id;
        UUID second = UUID.randomUUID();
        UUID third = UUID.randomUUID();

        try (TestingExportDomain other = TestingExportDomain.create()) {
            service.start(request(second, "web", DiskFormat.RAW));
            target = other;
            service.start(request(third, "web", DiskFormat.RAW));

            for (UUID job : List.of(second, third)) {
                assertThat(awaitEnd(job).failure().code()).isEqualTo(FailureCode.VM_ID_IN_USE);
                assertThat(awaitEnd(job).failure().message()).contains("Job " + id + " is converting imported");
            }
        }
        virtV2v.release("copying");

        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
        assertThat(virtV2v.runs()).isEqualTo(1);
        assertNothingLeft();
    }

    /** As another host does, or a job did that this host has forgotten. */
    @Test
    void nothingIsWrittenWhereSomebodyWritesUnderTheSameId() throws Exception {
        Path theirs = domain.root().resolve(".v2v").resolve(id.toString());
        Path file = Files.writeString(Files.createDirectories(theirs).resolve("disk"), "half a disk");
        domain.giveToVdsm();

        JobReport refused = convert();

        assertThat(refused.failure().code()).isEqualTo(FailureCode.VM_ID_IN_USE);
        assertThat(refused.failure().message()).contains(".v2v/" + id);
        assertThat(file).hasContent("half a disk");
        assertThat(virtV2v.wasStarted()).isFalse();
    }

    @Test
    void whatFailedIsConvertedAgainUnderTheSameId() throws Exception {
        virtV2v.failingAt("Copying disk 1/1", "the moon is in the wrong phase");
        assertThat(convert().status()).isEqualTo(JobStatus.ERROR);
        service.delete(id);
        virtV2v.succeeding();

        try (TestingExportDomain other = TestingExportDomain.create()) {
            target = other;
            assertThat(convert().status()).isEqualTo(JobStatus.DONE);
        }
    }

    @Test
    void refusesANameThatIsTaken() throws Exception {
        convert();

        UUID second = UUID.randomUUID();
        service.start(request(second, "web", DiskFormat.RAW));

        JobReport ended = awaitEnd(second);
        assertThat(ended.failure().code()).isEqualTo(FailureCode.VM_NAME_IN_USE);
        assertThat(ended.failure().message()).contains("imported", id.toString());
    }

    @Test
    void ofManyWhoStartTheSameJobOneSucceeds() throws Exception {
        virtV2v.stoppingAt("Opening", "opening");
        List<RpcErrorCode> refusals = new CopyOnWriteArrayList<>();
        List<Thread> rivals = Stream.generate(() -> new Thread(() -> {
                    try {
                        service.start(request("web", DiskFormat.RAW));
                    } catch (JobException e) {
                        refusals.add(e.code());
                    } catch (FailureException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(8)
                .toList();

        rivals.forEach(Thread::start);
        for (Thread rival : rivals) {
            rival.join();
        }

        assertThat(refusals).hasSize(7).containsOnly(RpcErrorCode.JOB_EXISTS);
        assertThat(service.reports()).hasSize(1);
        virtV2v.release("opening");
        assertThat(awaitEnd().status()).isEqualTo(JobStatus.DONE);
    }

    @Test
    void jobsWithSimilarIdsLeaveEachOtherAlone() throws Exception {
        virtV2v.stoppingAt("Opening", "opening");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("opening"));
        UUID neighbour = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1);

        service.start(request(neighbour, "web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> service.report(neighbour).phase() != Phase.PREFLIGHT);
        virtV2v.release("opening");

        assertThat(awaitEnd().failure()).isNull();
        assertThat(awaitEnd(neighbour).failure()).isNull();
        assertNothingLeft();
    }

    @Test
    void anOutcomeThatCannotBeReadEndsTheJob() throws Exception {
        virtV2v.stoppingAt("Opening", "opening");
        service.start(request("web", DiskFormat.RAW));
        await().atMost(TIME_OUT).until(() -> virtV2v.reached("opening"));
        Files.writeString(config.stateDir().resolve("jobs").resolve(id + "/exit"), "");

        new JobProcesses(id).kill();

        assertThat(awaitEnd().failure().code()).isEqualTo(FailureCode.JOB_LOST);
        assertNothingLeft();
    }

    @Test
    void aJobWhoseFolderCannotBeMadeFailsAndCanBeDeleted() throws Exception {
        Path jobs = config.stateDir().resolve("jobs");
        Files.createDirectories(config.stateDir());
        Files.deleteIfExists(jobs);
        Files.createFile(jobs);

        JobReport ended = convert();

        assertThat(ended.failure().message()).contains("folder of the job cannot be made");
        service.delete(id);
        assertThat(service.reports()).isEmpty();
    }

    @Test
    void passwordsAreNotGivenIntoAFolderOfSomebodyElse() throws Exception {
        Path secrets = Files.createDirectory(config.secretsDir().orElseThrow());
        Files.setAttribute(secrets, "unix:uid", 12_345);

        JobReport ended = convert();

        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.failure().message()).contains(secrets.toString(), "own user");
        assertThat(virtV2v.wasStarted()).isFalse();
        assertNothingLeft();
    }

    @Test
    void aJobThatHasEndedAndDoesNotFitIntoMemoryIsToldFromItsFolder() throws Exception {
        service.close();
        service = reopen(new KnownJobs(ROOM_FOR_ONE));
        JobReport ended = convert();
        UUID next = UUID.randomUUID();

        service.start(request(next, "db", DiskFormat.RAW));
        awaitEnd(next);

        assertThat(service.reports()).extracting(JobReport::id).containsExactly(next);
        assertThat(service.report(id)).isEqualTo(ended);
        assertCode(RpcErrorCode.JOB_EXISTS, () -> service.start(request("web", DiskFormat.RAW)));
        service.abort(id);
        assertThat(service.report(id)).isEqualTo(ended);

        service.close();
        service = reopen(new KnownJobs(ROOM_FOR_ONE));

        assertThat(service.reports()).extracting(JobReport::id).containsExactly(next);
        assertThat(service.report(id)).isEqualTo(ended);
        service.delete(id);
        assertCode(RpcErrorCode.NO_SUCH_JOB, () -> service.report(id));
    }

    @Test
    void aConversionIsRefusedWhileThoseThatHaveNotEndedTakeAllMemory() throws Exception {
        service.close();
        service = reopen(new KnownJobs(ROOM_FOR_ONE));
        virtV2v.stoppingAt("1:66", "stop");
        service.start(request("web", DiskFormat.RAW));
        UUID next = UUID.randomUUID();
        ConvertParams request = request(next, "db", DiskFormat.RAW);

        assertThatThrownBy(() -> service.start(request))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.HOST_BUSY));

        assertCode(RpcErrorCode.NO_SUCH_JOB, () -> service.report(next));
        virtV2v.release("stop");
        awaitEnd();
        service.start(request);
        awaitEnd(next);
    }

    private void assertRefused(FailureCode code, String machine) throws Exception {
        UUID job = UUID.randomUUID();
        service.start(request(job, machine, DiskFormat.RAW));
        JobReport ended = awaitEnd(job);
        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.failure().code()).isEqualTo(code);
        assertThat(ended.startedAt()).isNull();
        assertThat(virtV2v.wasStarted()).isFalse();
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        assertThat(domain.root().resolve(".v2v")).doesNotExist();
        assertThat(config.tempDir()).isEmptyDirectory();
        assertThat(new JobProcesses(id).list()).isEmpty();
        Path secrets = config.secretsDir().orElseThrow();
        if (Files.exists(secrets)) {
            assertThat(secrets).isEmptyDirectory();
        }
        try (Stream<Path> files = Files.walk(config.stateDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file).content().doesNotContain(PASSWORD);
            }
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void assertCode(RpcErrorCode code, Call call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(JobException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }

    private DurableJobService reopen() throws IOException {
        return reopen(KnownJobs.inHeap());
    }

    private DurableJobService reopen(KnownJobs jobs) throws IOException {
        DurableJobService opened = DurableJobService.open(
                config,
                domains,
                uri -> inventory,
                new RecentMachines(),
                () -> emulated.getAsBoolean(),
                BackOff.USUAL,
                jobs);
        opened.addListener(told::add);
        return opened;
    }

    private JobReport convert() throws Exception {
        service.start(request("web", DiskFormat.RAW));
        return awaitEnd();
    }

    private ConvertParams request(String machine, DiskFormat format) {
        return request(id, machine, format);
    }

    private ConvertParams request(UUID job, String machine, DiskFormat format) {
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName(machine)
                .poolID(UUID.randomUUID())
                .domainID(target.id())
                .disks(List.of())
                .format(format)
                .allocation(Allocation.SPARSE)
                .name("imported")
                .exportDomainPath(target.root().toString())
                .networks(List.of(new NetworkMapping("", "ovirtmgmt")))
                .vmID(machineId)
                .build();
        return new ConvertParams(
                SourceUri.parse("vpx://vcenter.example.org"), "admin", new Secret(PASSWORD), TlsTrust.NONE, spec, job);
    }

    private JobReport awaitEnd() {
        return awaitEnd(id);
    }

    private JobReport awaitEnd(UUID job) {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service.report(job), report -> report.status().isFinal());
    }
}
