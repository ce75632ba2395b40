package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;

/** With processes that behave as libvirt's native code may. */
class XenChildIT {
    private static final SourceUri HOST = SourceUri.parse("xen+ssh://root@dom0.example/");

    @TempDir
    private Path folder;

    @Test
    void aCrashIsReportedWithItsSignal() {
        Failure failure = failureOf(Crashing.class, Duration.ofSeconds(30));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
        assertThat(failure.message()).contains("dom0.example", "signal 9");
    }

    @Test
    void garbageIsReportedAsSuch() {
        assertThat(failureOf(Babbling.class, Duration.ofSeconds(30)).message()).contains("no answer");
    }

    @Test
    void aProcessThatHangsIsKilledWithItsChildren() {
        Failure failure = failureOf(Hanging.class, Duration.ofSeconds(3));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        Awaitility.await().untilAsserted(() -> assertThat(
                        ProcessHandle.current().descendants().flatMap(process -> process.info().arguments().stream()
                                .flatMap(Arrays::stream)))
                .doesNotContain(Hanging.SECONDS));
    }

    private Failure failureOf(Class<?> mainClass, Duration limit) {
        XenChild child = new XenChild(SshFolder.below(folder), TestingAddresses.HERE, mainClass, limit);
        return catchThrowableOfType(
                        FailureException.class,
                        () -> child.ask(new SourceParams(HOST, null, null, null, null), XenInventoryProcess.NAMES))
                .failure();
    }

    /** Is killed as if by a memory fault. */
    public static final class Crashing {
        private Crashing() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        }
    }

    /** Prints something that is no JSON. */
    public static final class Babbling {
        private Babbling() {}

        public static void main(String[] arguments) {
            System.out.print("hello");
        }
    }

    /** Waits for a child that waits. */
    public static final class Hanging {
        private static final String SECONDS = "86399";

        private Hanging() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            new ProcessBuilder("sleep", SECONDS).inheritIO().start().waitFor();
        }
    }
}
