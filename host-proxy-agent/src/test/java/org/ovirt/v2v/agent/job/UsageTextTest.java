package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.ConversionUsage;

class UsageTextTest {
    @Test
    void whatWasCountedIsTold() {
        assertThat(UsageText.of(new ConversionUsage(2500L, 3L << 30, 5L << 20, 0L)))
                .isEqualTo("; its conversion has used 2.5 s of processor time, 3072 MiB of memory at most,"
                        + " 5 MiB read from the host's disks, 0 MiB written to them");
    }

    @Test
    void whatWasNotCountedIsNot() {
        assertThat(UsageText.of(new ConversionUsage(40L, null, null, null)))
                .isEqualTo("; its conversion has used 0.04 s of processor time");
        assertThat(UsageText.of(new ConversionUsage(null, null, null, null))).isEmpty();
    }
}
