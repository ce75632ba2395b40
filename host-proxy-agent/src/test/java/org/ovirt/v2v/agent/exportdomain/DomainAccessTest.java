package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** An error of the storage is no verdict on the domain that lies there. */
class DomainAccessTest {
    private static final Path PATH = Path.of("/domain");

    @ParameterizedTest
    @ValueSource(strings = {"Input/output error", "Stale file handle", "Connection timed out"})
    void whatTheStorageCannotTellMayPass(String words) {
        IOException error = error(words);

        for (Failure told :
                new Failure[] {DomainAccess.unreadable(PATH, error).failure(), DomainAccess.unwritable(PATH, error)}) {
            assertThat(told.code()).isEqualTo(FailureCode.DOMAIN_NOT_ANSWERING);
            assertThat(told.message()).contains(PATH.toString(), words);
            assertThat(told.remedy())
                    .as("a stale mount ends with another one only")
                    .contains("mount it again");
        }
    }

    @Test
    void whatWillNotPassIsAVerdict() {
        IOException error = error("Too many levels of symbolic links");

        assertThat(DomainAccess.unreadable(PATH, error).failure().code()).isEqualTo(FailureCode.DOMAIN_INVALID);
        assertThat(DomainAccess.unwritable(PATH, error).code()).isEqualTo(FailureCode.DOMAIN_INVALID);
    }

    private static IOException error(String words) {
        return new FileSystemException(PATH.toString(), null, words);
    }
}
