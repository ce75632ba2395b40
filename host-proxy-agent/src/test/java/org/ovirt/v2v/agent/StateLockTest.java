package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.StartupException;

class StateLockTest {
    @TempDir
    private Path stateDir;

    @Test
    void keepsASecondAgentOutUntilTheFirstHasEnded() throws Exception {
        StateLock first = StateLock.take(stateDir);
        assertThatThrownBy(() -> StateLock.take(stateDir))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("Another agent uses " + stateDir);

        first.close();
        StateLock.take(stateDir).close();
    }
}
