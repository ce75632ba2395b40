package org.ovirt.v2v.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrayNamesTest {
    @TempDir
    Path folder;

    @Test
    void aNameThatNobodyReadsIsFound() throws IOException {
        assertThat(
                        StrayNames.of(
                                file(
                                        """
                        v2v.imports.in-all=7
                        imports.per-host=2
                        v2v-home=/srv
                        %prod.imports.in-all=3
                        """)))
                .containsExactly("%prod.imports.in-all", "imports.per-host", "v2v-home");
    }

    @Test
    void whatQuarkusReadsIsLeftAlone() throws IOException {
        assertThat(
                        StrayNames.of(
                                file(
                                        """
                        # imports.per-host=2
                        quarkus.log.category."org.ovirt.v2v".level=DEBUG
                        %dev.quarkus.http.ssl-port=8444
                        smallrye.config.log.values=true
                        mp.openapi.scan.disable=true
                        """)))
                .isEmpty();
    }

    @Test
    void aNameThatOtherSettingsUseIsLeftAlone() throws IOException {
        assertThat(
                        StrayNames.of(
                                file(
                                        """
                        base=/srv
                        name=engine
                        unused=1
                        v2v.home=${base}/${name:v2v}
                        """)))
                .containsExactly("unused");
    }

    @Test
    void aFileThatIsMissingHasNone() {
        assertThat(StrayNames.of(folder.resolve("missing.properties"))).isEmpty();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("engine.properties"), content);
    }
}
