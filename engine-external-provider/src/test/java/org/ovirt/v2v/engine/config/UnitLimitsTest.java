package org.ovirt.v2v.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class UnitLimitsTest {
    @Test
    void aReadOnlyFileSystemIsExplained() {
        assertThat(UnitLimits.explain(new FileSystemException("/srv/v2v", null, "Read-only file system")))
                .startsWith("java.nio.file.FileSystemException: /srv/v2v: Read-only file system. ")
                .contains("ReadWritePaths= in docs/administration.md");
        assertThat(UnitLimits.explain(new IOException("Read-only file system"))).contains("ReadWritePaths=");
    }

    @Test
    void otherFailuresSayWhatTheyAre() {
        assertThat(UnitLimits.explain(new FileSystemException("/srv/v2v", null, "No space left on device")))
                .isEqualTo("java.nio.file.FileSystemException: /srv/v2v: No space left on device");
        assertThat(UnitLimits.explain(new AccessDeniedException("/srv/v2v")))
                .isEqualTo("java.nio.file.AccessDeniedException: /srv/v2v");
    }
}
