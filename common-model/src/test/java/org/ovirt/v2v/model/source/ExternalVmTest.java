package org.ovirt.v2v.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.FailureCode;

class ExternalVmTest {
    /** libvirt calls what xend knows as {@code tap:aio:/dev/vg/web} a file. */
    @Test
    void aDiskOnABlockDeviceIsAProblemWhateverLibvirtCallsIt() {
        for (String type : List.of("block", "file")) {
            assertThat(machine(disk("file", "/images/web.img"), disk(type, "/dev/vg/web"))
                            .diskProblem())
                    .as(type)
                    .hasValueSatisfying(problem -> {
                        assertThat(problem.code()).isEqualTo(FailureCode.GUEST_NOT_CONVERTIBLE);
                        assertThat(problem.message()).contains("/dev/vg/web", "machine web", "block device");
                        assertThat(problem.remedy()).contains("cp --sparse=always", "'file'", "'phy'");
                    });
        }
    }

    @Test
    void aDiskInAFileIsNone() {
        assertThat(machine(disk("file", "/images/dev/web.img"), disk("file", "[ds] web/web.vmdk"), disk(null, null))
                        .diskProblem())
                .isEmpty();
    }

    private static ExternalVm machine(ExternalDisk... disks) {
        return ExternalVmBuilder.builder()
                .vmName("web")
                .disks(Stream.of(disks).toList())
                .build();
    }

    private static ExternalDisk disk(String type, String path) {
        return new ExternalDisk("disk", "xvda", type, path, null, null, "RAW", null, 1, 0, null, null, null);
    }
}
