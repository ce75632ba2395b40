package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.TestingExportDomain;

/** An export domain whose storage fails for a while: what the pages tell of it, and let an administrator do. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class ObstacleIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout((double) SOON.toMillis());
    private static final String FAULTY = "faulty";
    private static final String WRITTEN = "Finishing off";

    @Test
    void anImportSaysWhatItWaitsForAndIsTriedAgainOrGivenUp() {
        try (Estate estate = Estate.furnished();
                TestingExportDomain faulty = TestingExportDomain.createOnFaultyStorage();
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE)) {
            estate.addDomain(FAULTY, faulty.root());
            Page page = visitor.page();

            String patient = startUntilWritten(estate, 0, "patient");
            faulty.fail("ENOSPC");
            visitor.open("/machines");
            SignIn.of(visitor).asAdministrator();
            Locator row = new Administrator(visitor).row("patient");
            assertThat(row).containsText("Converting");
            estate.virtV2v().release("patient");
            assertThat(row).containsText(awaitObstacle(estate, patient));
            button(page, "Actions of patient").click();
            assertThat(page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Try now")))
                    .isVisible();
            visitor.open("/imports/" + patient);
            assertThat(alert(page)).isVisible(PATIENTLY);
            assertThat(alert(page)).containsText("DOMAIN_FULL");
            faulty.heal();
            button(page, "Try now").click();
            estate.awaitStatus(patient, "succeeded");
            assertThat(alert(page)).hasCount(0);
            assertThat(faulty.ovf(UUID.fromString(patient))).exists();
            assertThat(estate.virtV2v().runs()).isEqualTo(1);

            String givenUp = startUntilWritten(estate, 1, "given-up");
            faulty.fail("EIO");
            estate.virtV2v().release("given-up");
            visitor.open("/imports/" + givenUp);
            assertThat(alert(page)).isVisible(PATIENTLY);
            button(page, "Cancel import").click();
            Dialog.of(page, "Cancel the import of given-up?").press("Cancel import");
            estate.awaitStatus(givenUp, "cancelled");

            visitor.open("/hosts");
            Locator owed = button(page, "1 removal owed");
            assertThat(owed).isVisible(PATIENTLY);
            owed.click();
            Dialog left = Dialog.of(page, "What proxy could not remove yet");
            assertThat(left.within()).containsText("given-up in " + faulty.root());
            faulty.heal();
            left.press("Try now");
            assertThat(left.within().getByText("Everything has been removed.")).isVisible(PATIENTLY);
            page.keyboard().press("Escape");
            left.awaitClosed();
            assertThat(owed).hasCount(0);
            assertThat(faulty.staged()).isEmpty();
            visitor.assertNothingWrong();
        }
    }

    private static String startUntilWritten(Estate estate, int number, String name) {
        estate.virtV2v().stoppingAt(WRITTEN, name);
        String id = estate.startImport(estate.machines().get(number), name, FAULTY);
        Awaitility.await("virt-v2v has written").atMost(SOON).until(() -> estate.virtV2v()
                .reached(name));
        return id;
    }

    /** What the engine says that the import waits for. */
    private static String awaitObstacle(Estate estate, String id) {
        return Awaitility.await("an obstacle of import " + id)
                .atMost(SOON)
                .until(
                        () -> estate.client()
                                .get("/imports/" + id)
                                .accepted()
                                .path("obstacle")
                                .path("message")
                                .asText(),
                        message -> !message.isEmpty());
    }

    private static Locator alert(Page page) {
        return page.getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText("The conversion waits for this to be mended"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
