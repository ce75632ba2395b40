package org.ovirt.v2v.engine.host;

import java.util.List;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/** What a proxy host of a test can, of which only that much matters. */
final class TestingCapabilities {
    private TestingCapabilities() {}

    /** A host of two processors and two gibibytes. */
    static HostCapabilities lacking(Failure... problems) {
        return of(2, 2048, List.of(problems));
    }

    static HostCapabilities of(int cpuThreads, long memoryMiB, List<Failure> problems) {
        return new HostCapabilities(
                "1",
                "Debian 12",
                cpuThreads,
                memoryMiB,
                "2.2.0",
                List.of(),
                false,
                List.of(),
                null,
                1L << 40,
                problems,
                List.of());
    }
}
