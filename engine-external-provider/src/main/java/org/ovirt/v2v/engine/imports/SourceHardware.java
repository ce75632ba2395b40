package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * What the machine had at its source when it was looked at.
 *
 * @param memory MiB
 * @param cpus virtual CPUs
 * @param guestOs the source's own word for the operating system; null if it does not tell
 */
@Embeddable
public record SourceHardware(
        @Column(name = "source_memory") Integer memory,
        @Column(name = "source_cpus") Integer cpus,
        @Column(name = "source_guest_os") String guestOs) {
    private static final int LONGEST = 1000;

    public static SourceHardware of(ExternalVm machine) {
        String os = machine.guestOs();
        return new SourceHardware(
                machine.memSize(), machine.smp(), os == null || os.length() <= LONGEST ? os : os.substring(0, LONGEST));
    }
}
