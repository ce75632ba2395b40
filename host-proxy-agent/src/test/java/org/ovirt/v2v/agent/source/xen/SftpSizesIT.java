package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.model.source.SourceUri;

/** With scripts in place of sftp: a storage of the Xen host that hangs cannot be had here. */
class SftpSizesIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String SIZE = "echo '-rw-r--r--    1 0        0            4096 Nov 30 05:00 /images/web'\n";

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsNotToldOfKeepsNoOtherOneAndLeavesNoProcess() throws Exception {
        // as the ssh of an sftp does, it outlives whom it was started by
        Path left = folder.resolve("left");

        assertThat(sizes(SIZE + "sleep 600 & echo $! >" + left + "\nwait\n")).containsEntry("/images/web", 4096L);

        long started = Long.parseLong(Files.readString(left).strip());
        await().atMost(TIME_OUT)
                .until(() ->
                        ProcessHandle.of(started).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void whoNeverComesToAnEndIsHeardForAWhile() {
        String forEver = "while sleep 0.2; do echo 'sftp> -ls -ln \"/images/hung\"'; done\n";

        assertThat(assertTimeoutPreemptively(TIME_OUT, () -> sizes(SIZE + forEver)))
                .containsOnlyKeys("/images/web");
    }

    @Test
    void aPathThatIsCutOffIsNotTakenForAnother() throws Exception {
        assertThat(sizes(SIZE + SIZE.replace("echo", "printf %s").replace("/web", "/hun") + "sleep 600\n"))
                .containsOnlyKeys("/images/web");
    }

    @Test
    void aLogInMayTakeLongerThanWhatComesAfter() throws Exception {
        assertThat(sizes("sleep 2\n" + SIZE)).containsEntry("/images/web", 4096L);
    }

    private Map<String, Long> sizes(String script) throws Exception {
        Path program = Files.writeString(folder.resolve("sftp"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        SourceUri host = SourceUri.parse("xen+ssh://root@dom0");
        return new SftpSizes(program.toString(), host, LIMIT).of(List.of("/images/web", "/images/hung"));
    }
}
