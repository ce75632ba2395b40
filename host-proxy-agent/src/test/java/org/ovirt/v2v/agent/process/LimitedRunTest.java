package org.ovirt.v2v.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitedRunTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatItSaysIsOneLine() {
        LimitedRun run = LimitedRun.of(LONG, List.of("sh", "-c", "echo one; echo two >&2"));

        assertThat(run).isEqualTo(new LimitedRun(true, "one; two"));
    }

    @Test
    void whoeverFailsWithoutAWordIsNamed() {
        assertThat(LimitedRun.of(LONG, List.of("sh", "-c", "exit 3")))
                .isEqualTo(new LimitedRun(false, "sh ended with 3"));
        assertThat(LimitedRun.of(LONG, List.of("/nowhere/program")).text()).contains("/nowhere/program");
    }

    @Test
    void whoeverDoesNotAnswerIsEnded() {
        String mark = "600." + System.nanoTime();

        LimitedRun run = LimitedRun.of(Duration.ofMillis(50), List.of("sleep", mark));

        assertThat(run).isEqualTo(new LimitedRun(false, "sleep got no answer within 0 s"));
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(mark))
                        .filter(process -> ProcessStat.read((int) process.pid())
                                .filter(stat -> !stat.dead())
                                .isPresent()))
                .isEmpty();
    }
}
