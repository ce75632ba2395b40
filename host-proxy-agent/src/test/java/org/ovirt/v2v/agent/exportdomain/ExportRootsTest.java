package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;

class ExportRootsTest {
    private final ExportRoots roots = new ExportRoots(List.of(Path.of("/mnt/exports")));

    @Test
    void aRefusalSaysHowToNameAnotherPlaceAndHowToAllowIt() {
        assertThatThrownBy(() -> roots.require(Path.of("/rhev/data-center/mnt/nas.example:_exports_v2v")))
                .isInstanceOfSatisfying(FailureException.class, refused -> {
                    assertThat(refused.failure().message()).contains("is not below /mnt/exports");
                    assertThat(refused.failure().remedy())
                            .contains("Mount the export domain there", "storage.mount_path", "agent.export-roots");
                });
    }

    @Test
    void aFolderBelowARootIsTaken() throws FailureException {
        Path mounted = Path.of("/mnt/exports/v2v");

        assertThat(roots.require(mounted)).isEqualTo(mounted);
    }
}
