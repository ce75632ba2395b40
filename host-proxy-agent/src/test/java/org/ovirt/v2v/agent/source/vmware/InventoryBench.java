package org.ovirt.v2v.agent.source.vmware;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingVCenter;

/** Measures what {@code bench/inventory} prints; argument: number of machines. */
public final class InventoryBench {
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int RUNS = 5;

    private InventoryBench() {}

    public static void main(String[] arguments) throws FailureException, IOException {
        int machines = Integer.parseInt(arguments[0]);
        try (TestingVCenter vcenter =
                TestingVCenter.builder().machines(machines).latency(LATENCY).start()) {
            SourceParams source = new SourceParams(
                    SourceUri.parse("vpx://" + vcenter.address() + "/"),
                    TestingVCenter.USER,
                    new Secret(TestingVCenter.PASSWORD),
                    null,
                    TlsTrust.NONE);
            List<ExternalVm> found = List.of();
            List<Duration> times = new ArrayList<>();
            long requestsBefore = vcenter.requests();
            for (int run = 0; run < RUNS; run++) {
                long started = System.nanoTime();
                found = new VmwareSource(TestingAddresses.HERE).machines(source);
                times.add(Duration.ofNanos(System.nanoTime() - started));
            }
            Duration first = times.get(0);
            Collections.sort(times);
            Duration median = times.get(RUNS / 2);
            print("agent: machines", found.size());
            print("agent: first run, ms", first.toMillis());
            print("agent: median of " + RUNS + ", ms", median.toMillis());
            print("agent: requests a run", (vcenter.requests() - requestsBefore) / RUNS);

            long requests = vcenter.requests();
            long started = System.nanoTime();
            int described = LibvirtNames.describeAll(found.get(0).uri(), TestingVCenter.PASSWORD);
            Duration libvirt = Duration.ofNanos(System.nanoTime() - started);
            print("libvirt: machines", described);
            print("libvirt: ms", libvirt.toMillis());
            print("libvirt: requests", vcenter.requests() - requests);
            print("libvirt / agent, times", libvirt.toMillis() / Math.max(1, median.toMillis()));
        }
    }

    private static void print(String what, long value) {
        System.out.printf("%-32s %8d%n", what, value);
    }
}
