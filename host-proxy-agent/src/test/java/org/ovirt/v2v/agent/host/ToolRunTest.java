package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolRunTest {
    @TempDir
    Path folder;

    @Test
    void aToolThatHangsIsEndedWithItsChildren() throws Exception {
        Path pid = folder.resolve("pid");

        ToolRun run = ToolRun.of(
                Duration.ofSeconds(2),
                List.of("sh", "-c", "sleep 600 & echo $! >\"$0\"; echo begun; wait", pid.toString()));

        assertThat(run.succeeded()).isFalse();
        assertThat(run.lines()).contains("begun");
        long child = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }
}
