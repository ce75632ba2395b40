package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * From an engine that knows of nothing to a machine in the export domain, in the pages, with the real virt-v2v. What the pages show on
 * the way, {@link JourneyIT} looks at each time, and the end-to-end tests at the real virt-v2v.
 */
@Tag("long")
class RealJourneyIT {
    private static final int DISK_MEBIBYTES = 192;
    private static final int DATA_MEBIBYTES = 48;

    /** Makes the copy last for some seconds. */
    private static final Duration SLOW = Duration.ofMillis(200);

    /** For a conversion with an emulated appliance on a busy machine. */
    private static final Duration CONVERSION_TIME_OUT = Duration.ofMinutes(8);

    /** From when on the vCenter is slow: the first of these may be over before it is seen. */
    private static final Set<String> COPY = Set.of("Preparing the copy", "Copying disks");

    private static final Duration OFTEN = Duration.ofMillis(200);

    private final Set<String> phases = new LinkedHashSet<>();
    private final List<Integer> figures = new ArrayList<>();

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
    void aMachineIsConvertedBeforeTheAdministratorsEyes() {
        String machine = TestingVCenter.FIRST_MACHINE;
        try (TestingGuest guest = TestingGuest.create(DISK_MEBIBYTES, DATA_MEBIBYTES);
                Estate estate = Estate.emptyWithRealVirtV2v(
                        TestingVCenter.builder().disk(guest.disk()).start());
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).asAdministrator();
            Administrator administrator = new Administrator(visitor);
            administrator.addHost(estate);
            administrator.addDomain(estate);
            administrator.addVmwareProvider(estate);
            administrator.importByWizard(List.of(machine));
            administrator.link(machine).click();
            // the list of the machines offers to show those that have "Failed"
            assertThat(Frame.of(visitor).heading(machine)).isVisible();
            watchUntilTheEnd(administrator, estate, machine);

            assertThat(phases)
                    .containsSubsequence(
                            "Opening the source", "Inspecting the guest", "Converting the guest", "Copying disks");
            assertThat(figures).isSorted();
            assertThat(figures)
                    .as("%s", figures)
                    .filteredOn(figure -> figure > 0 && figure < 100)
                    .hasSizeGreaterThan(1);
            assertThat(administrator.text("Succeeded")).isVisible();
            Frame.of(visitor).open("Storage");
            administrator.link(Estate.DOMAIN).click();
            assertThat(administrator.row(machine)).containsText("192 MiB");
            visitor.assertNothingWrong();
        }
    }

    private void watchUntilTheEnd(Administrator administrator, Estate estate, String machine) {
        ImportView view = new ImportView(administrator.page());
        Awaitility.await("the pages show the end")
                .pollInSameThread() // the browser is for one thread
                .atMost(CONVERSION_TIME_OUT)
                .pollInterval(OFTEN)
                .until(() -> {
                    for (String phase : view.phasesNow()) {
                        if (phases.add(phase) && COPY.contains(phase)) {
                            estate.vcenter().setLatency(SLOW);
                        }
                    }
                    note(view.bar(machine).getAttribute("aria-valuenow"));
                    return administrator.isAnyOf("Succeeded", "Failed");
                });
    }

    private void note(String figure) {
        int now = Integer.parseInt(figure);
        if (figures.isEmpty() || figures.get(figures.size() - 1) != now) {
            figures.add(now);
        }
    }
}
