package org.ovirt.v2v.agent.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.ConversionUsage;

class UsageFilesTest {
    @Test
    void allIsToldOfVersionTwo() {
        assertThat(UsageFiles.parse(List.of(
                        "cpu.stat usage_usec 2500000",
                        "cpu.stat user_usec 2000000",
                        "memory.peak 1073741824",
                        "io.stat 8:0 rbytes=100 wbytes=7 rios=3 wios=4 dbytes=0 dios=0",
                        "io.stat 8:16 rbytes=23 wbytes=0 rios=3 wios=4 dbytes=0 dios=0",
                        "io.stat 7:0")))
                .contains(new ConversionUsage(2500L, 1_073_741_824L, 123L, 7L));
    }

    @Test
    void allIsToldOfVersionOne() {
        assertThat(UsageFiles.parse(List.of(
                        "cpu.stat nr_periods 0",
                        "cpuacct.usage 2500000000",
                        "memory.max_usage_in_bytes 4096",
                        "blkio.throttle.io_service_bytes 8:0 Read 100",
                        "blkio.throttle.io_service_bytes 8:0 Write 7",
                        "blkio.throttle.io_service_bytes 8:0 Total 107",
                        "blkio.throttle.io_service_bytes Total 107")))
                .contains(new ConversionUsage(2500L, 4096L, 100L, 7L));
    }

    @Test
    void whatIsNotCountedIsNotTold() {
        assertThat(UsageFiles.parse(List.of("cpu.stat usage_usec 1000")))
                .contains(new ConversionUsage(1L, null, null, null));
    }

    @Test
    void linesThatSayNothingAreNoUsage() {
        assertThat(UsageFiles.parse(List.of())).isEmpty();
        assertThat(UsageFiles.parse(List.of("", "cpu.stat", "memory.peak max", "io.stat 8:0 rbytes=x")))
                .isEmpty();
    }
}
