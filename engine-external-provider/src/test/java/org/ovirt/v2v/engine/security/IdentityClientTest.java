package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.testbed.TestingPki;

class IdentityClientTest {
    @TempDir
    private Path folder;

    @Test
    void authoritiesMayHaveCommentsInAnotherEncodingThanUtf8() throws Exception {
        try (TestingPki pki = TestingPki.create()) {
            Path authorities = Files.writeString(
                    folder.resolve("ca.pem"),
                    "# Behörde in München\n" + Files.readString(pki.authority()),
                    StandardCharsets.ISO_8859_1);

            assertThatCode(() -> new IdentityClient(Duration.ofSeconds(1), Optional.of(authorities)))
                    .doesNotThrowAnyException();
        }
    }
}
