package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

class KnownMachinesTest {
    private static final FileVersion FIRST = new FileVersion(Map.of("ino", 1L));
    private static final FileVersion SECOND = new FileVersion(Map.of("ino", 2L));

    private static final int LARGE_DOMAIN = 6_000;

    private final List<Path> read = new ArrayList<>();
    private final KnownMachines known = new KnownMachines(ovf -> {
        read.add(ovf);
        return machine(ovf + " as read at time " + read.size());
    });

    @Test
    void aFileThatIsTheSameIsReadOnce() throws IOException {
        assertThat(known.of(Path.of("a"), FIRST).machine().name()).isEqualTo("a as read at time 1");
        assertThat(known.of(Path.of("a"), FIRST).machine().name()).isEqualTo("a as read at time 1");
        assertThat(known.of(Path.of("b"), FIRST).machine().name()).isEqualTo("b as read at time 2");
        assertThat(read).hasSize(2);
    }

    @Test
    void aFileThatHasChangedIsReadAgain() throws IOException {
        known.of(Path.of("a"), FIRST);
        assertThat(known.of(Path.of("a"), SECOND).machine().name()).isEqualTo("a as read at time 2");
        assertThat(known.of(Path.of("a"), SECOND).machine().name()).isEqualTo("a as read at time 2");
    }

    @Test
    void whatCouldNotBeReadIsReadAgain() throws IOException {
        List<IOException> failures = new ArrayList<>(List.of(new IOException("Input/output error")));
        KnownMachines failingOnce = new KnownMachines(ovf -> {
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            return machine("web");
        });
        assertThatThrownBy(() -> failingOnce.of(Path.of("a"), FIRST)).hasMessage("Input/output error");
        assertThat(failingOnce.of(Path.of("a"), FIRST).machine().name()).isEqualTo("web");
    }

    @Test
    void noMoreThanSoManyAreKept() throws IOException {
        for (int each : IntStream.rangeClosed(0, KnownMachines.MOST).toArray()) {
            known.of(Path.of("a" + each), FIRST);
        }
        read.clear();
        known.of(Path.of("a" + KnownMachines.MOST), FIRST);
        assertThat(read).as("the newest").isEmpty();
        known.of(Path.of("a0"), FIRST);
        assertThat(read).as("the oldest").hasSize(1);
    }

    /** Each list asks for all of them in the same order. */
    @Test
    void aLargeDomainIsReadOnce() throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int each = 0; each < LARGE_DOMAIN; each++) {
                known.of(Path.of("a" + each), FIRST);
            }
        }
        assertThat(read).hasSize(LARGE_DOMAIN);
    }

    private static ExportedOvf machine(String name) {
        ExportedVm machine = new ExportedVm(UUID.randomUUID(), name, 1024, 1, "OtherLinux", List.of(), List.of());
        return new ExportedOvf(machine, Set.of(), false);
    }
}
