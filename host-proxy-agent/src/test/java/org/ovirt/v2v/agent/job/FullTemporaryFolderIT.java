package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingSource;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** Whoever is told that something is full makes space at the right place. */
class FullTemporaryFolderIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(2);
    private static final long MIB = 1 << 20;

    /** A little more than what virt-v2v insists on. */
    private static final long SIZE = 1100;

    private final UUID id = UUID.randomUUID();
    private final TestingFolder folder = TestingFolder.create("full");
    private final TestingExportDomain domain = TestingExportDomain.create();
    private final TestingExportDomain smallDisk = TestingExportDomain.createOnFileSystemOf(SIZE);
    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private TestingAgentConfig config;
    private DurableJobService service;

    @AfterEach
    void close() {
        new JobProcesses(id).kill();
        service.close();
        virtV2v.close();
        smallDisk.close();
        domain.close();
        folder.close();
        TestingFolder.delete(config.secretsDir().orElseThrow());
    }

    /** Fills the folder for real, as the overlays of a conversion do, and complains in the words of the system. */
    @Test
    void aFolderForTemporaryFilesThatRunsFullIsNotTakenForTheDomain() throws Exception {
        Path filling = folder.resolve("filling-virt-v2v");
        Files.writeString(
                filling,
                "#!/bin/sh\n"
                        + "case \"$1\" in --version|--machine-readable) exec " + virtV2v.program() + " \"$@\";; esac\n"
                        + "echo '[   0.1] Inspecting the source'\n"
                        + "dd if=/dev/zero of=\"$VIRT_V2V_TMPDIR/overlay\" bs=1M\n"
                        + "rm -f \"$VIRT_V2V_TMPDIR/overlay\"\n"
                        + "echo 'virt-v2v: error: the overlay could not be written: No space left on device' >&2\n"
                        + "exit 1\n");
        Files.setPosixFilePermissions(filling, PosixFilePermissions.fromString("rwxr-xr-x"));

        JobReport ended = convert(filling);

        assertThat(ended.status()).isEqualTo(JobStatus.ERROR);
        assertThat(ended.failure().code()).isEqualTo(FailureCode.TEMPORARY_SPACE);
        assertThat(ended.failure().message()).contains(smallDisk.root().toString());
        assertThat(ended.failure().detail()).contains("No space left on device");
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void aDomainThatRunsFullIsStillNamed() throws Exception {
        virtV2v.failingAt("1:66", "nbdcopy: pwrite: No space left on device");

        JobReport ended = convert(virtV2v.program());

        assertThat(ended.failure().code()).isEqualTo(FailureCode.DOMAIN_FULL);
    }

    private JobReport convert(Path program) throws Exception {
        config = new TestingAgentConfig(folder.resolve("state"), program.toString(), smallDisk.root());
        service = DurableJobService.open(
                config,
                new MountedExportDomains(List.of()),
                source -> new TestingSource().withDisks(MIB),
                new RecentMachines(),
                () -> true);
        service.start(TestingConversions.sparse(id, domain));
        await().atMost(TIME_OUT).until(() -> service.report(id).status().isFinal());
        return service.report(id);
    }
}
