package org.ovirt.v2v.pages;

import static org.ovirt.v2v.testbed.EngineClient.named;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingVirtV2v;
import org.ovirt.v2v.testbed.TestingXenHost;

/** An estate in which everything happens at once, well and badly, under names as long as they get. */
final class BusyEstate implements AutoCloseable {
    static final String LONG_HOST = "proxy-host-of-the-second-data-center-in-the-basement.example.org";
    static final String LONG_DOMAIN = "export-domain-of-the-second-data-center-until-2026";
    static final String LONG_PROVIDER = "xen-host-of-the-branch-that-is-to-be-closed-by-the-end-of-march";
    static final String LONG_MACHINE = "a-machine-whose-name-is-as-long-as-the-names-of-machines-may-be1";

    private static final long DISK_BYTES = 20L << 30;
    /** Longer than it is looked at. */
    private static final Duration PACE = Duration.ofSeconds(6);

    private final Estate estate;
    private final AgentProcess unable;
    private final TestingVirtV2v uninstalled = TestingVirtV2v.create();
    private final TestingXenHost xen = TestingXenHost.start();
    private final TestingExportDomain unmounted = TestingExportDomain.createEmpty();
    private final String succeeded;
    private final String failed;
    private final String running;
    private final String queued;

    private BusyEstate(Estate estate) {
        this.estate = estate;
        this.unable = estate.startAgent(
                Map.of("agent.v2v.program", uninstalled.program().toString()));
        this.succeeded = estate.startImport("DC0_C0_RP0_VM0", "web-server");
        estate.awaitStatus(succeeded, "succeeded");
        estate.virtV2v()
                .failingAt(
                        "Opening the source",
                        "libguestfs error: could not create appliance through libvirt: out of memory",
                        "libguestfs: trace: launch = -1 (error)");
        this.failed = estate.startImport("DC0_C0_RP0_VM2", LONG_MACHINE);
        estate.awaitStatus(failed, "failed");
        estate.virtV2v()
                .succeeding()
                .withDisk(DISK_BYTES, IntStream.rangeClosed(3, 100).toArray())
                .showingEach(PACE);
        this.running = estate.startImport("DC0_C0_RP0_VM3", "database");
        estate.startImport("DC0_C0_RP0_VM4", "mail");
        estate.awaitStatus(running, "converting");
        this.queued = estate.startQueuedImport("DC0_C0_RP0_VM5", "directory");
        estate.startImport("DC0_C0_RP0_VM6", LONG_MACHINE + "-again");
        estate.startImport("DC0_C0_RP0_VM7", "intranet");
    }

    /** Furnishes an estate that knows of nothing. */
    static BusyEstate furnish(Estate estate) {
        estate.furnish();
        BusyEstate busy = new BusyEstate(estate);
        estate.addHost(LONG_HOST, busy.unable);
        estate.addDomain(LONG_DOMAIN, busy.unmounted.root());
        // what worked when it was added
        busy.uninstalled.close();
        busy.unmounted.close();
        ObjectNode xen = named(LONG_PROVIDER).put("type", "xen").put("url", "xen+ssh://root@xen.example/");
        xen.set("data_center", named(Estate.DATA_CENTER));
        estate.client().post("/externalvmproviders", xen).accepted();
        return busy;
    }

    String succeeded() {
        return "/imports/" + succeeded;
    }

    String failed() {
        return "/imports/" + failed;
    }

    String running() {
        return "/imports/" + running;
    }

    String queued() {
        return "/imports/" + queued;
    }

    String domain() {
        return "/storage/" + estate.domainId();
    }

    String provider() {
        return "/providers/" + estate.providerId();
    }

    String vcenterAddress() {
        return estate.vcenter().address();
    }

    String xenUrl() {
        return xen.uri();
    }

    @Override
    public void close() {
        xen.close();
        unable.close();
    }
}
