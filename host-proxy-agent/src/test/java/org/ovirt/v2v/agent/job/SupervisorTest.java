package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.exportdomain.RhevOutput;

class SupervisorTest {
    @TempDir
    private Path state;

    /** It outlives the agent, whose successor watches it. */
    @Test
    void aConversionThatIsStartedWhileTheAgentIsStoppedIsNoDefect() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Supervisor supervisor = new Supervisor(conversion -> ended.set(true));
        supervisor.close();

        supervisor.watch(conversion());

        assertThat(ended).isFalse();
    }

    private RunningConversion conversion() throws Exception {
        UUID id = UUID.randomUUID();
        JobFolder folder = new JobFolder(Files.createDirectory(state.resolve(id.toString())));
        Job job = new Job(
                folder, new JobRequest(id, null, "", null, Instant.now(), ""), Job.fresh(id, "web"), report -> {});
        JobPlan plan = new JobPlan(
                id,
                null,
                "/mnt/export",
                UUID.randomUUID(),
                null,
                "/var/tmp/v2v",
                null,
                List.of(1L),
                null,
                null,
                List.of(),
                new RhevOutput());
        return new RunningConversion(job, plan);
    }
}
