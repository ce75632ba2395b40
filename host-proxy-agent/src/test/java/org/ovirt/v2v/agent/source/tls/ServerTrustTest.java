package org.ovirt.v2v.agent.source.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingPki;

/** The system's authorities, as Debian puts them together of files that anybody may have written. */
class ServerTrustTest {
    @TempDir
    private Path folder;

    @Test
    void aCommentInAnotherEncodingThanUtf8HidesNoAuthority() throws Exception {
        try (TestingPki pki = TestingPki.create()) {
            Path bundle = Files.writeString(
                    folder.resolve("ca-certificates.crt"),
                    "# Behörde in München\n" + Files.readString(pki.authority()),
                    StandardCharsets.ISO_8859_1);

            assertThat(ServerTrust.authorities(TlsTrust.SYSTEM, Optional.of(bundle)))
                    .hasSize(1);
        }
    }
}
