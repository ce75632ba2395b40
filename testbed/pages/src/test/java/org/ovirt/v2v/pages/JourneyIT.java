package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.TestingXenHost;

/** From an engine that knows of nothing to a machine in the export domain, in the pages. */
class JourneyIT {
    private static final String COPYING = "Copying disk 1/1";
    private static final long DISK_BYTES = 1L << 20;
    private static final Duration PACE = Duration.ofMillis(300);

    /** What screen readers are told of a bar. */
    private static final String COPIED = "aria-valuenow";

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
    void anAdministratorSetsTheEngineUpAndImportsMachines() throws IOException {
        try (Estate estate = Estate.empty();
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).asAdministrator();
            Administrator administrator = new Administrator(visitor);
            administrator.addHost(estate);
            addAClusterWhileAHostIsEdited(administrator);
            administrator.addDomain(estate);
            administrator.addVmwareProvider(estate);
            addXenProvider(administrator, estate);
            importTwoMachinesAndWatch(administrator, estate);
            keepWhatHelpsElsewhere(administrator, estate);
            seeWhatIsBroken(administrator, estate);
            cancelAnImport(administrator, estate);
            readWhyAnImportFailedAndTryItAgain(administrator, estate);
            visitor.assertNothingWrong();
        }
    }

    /** What is done in the upper of two dialogs is not done in the one below. */
    private static void addAClusterWhileAHostIsEdited(Administrator administrator) {
        Page page = administrator.page();
        administrator.button("Actions of " + Estate.HOST).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Edit"))
                .click();
        Dialog host = Dialog.of(page, "Edit proxy host").fill("Name", "renamed");
        host.press("Add cluster");
        Dialog cluster = Dialog.of(page, "Add cluster");
        page.keyboard().press("Escape");
        cluster.awaitClosed();
        assertThat(host.within()).isVisible();
        host.press("Add cluster");
        Dialog.of(page, "Add cluster")
                .fill("Name of the cluster", "West")
                .press("Add")
                .awaitClosed();
        assertThat(host.within().getByLabel(Pattern.compile("^Name"))).hasValue("renamed");
        page.keyboard().press("Escape");
        host.awaitClosed();
        assertThat(administrator.row(Estate.HOST)).isVisible();
    }

    /** The host key is confirmed in the dialog; that the agent is let in is for the Xen host's administrator to do, and the test says so. */
    private static void addXenProvider(Administrator administrator, Estate estate) throws IOException {
        Page page = administrator.page();
        try (TestingXenHost xen = TestingXenHost.start()) {
            administrator.button("Add provider").click();
            Dialog dialog = Dialog.of(page, "Add provider")
                    .choose("Type", "xen")
                    .fill("Name", "xen")
                    .fill("URL", xen.uri());
            dialog.press("Add and test");
            assertThat(dialog.within()).containsText("Fetch the host key, compare it, and confirm it.");
            dialog.press("Fetch host key");
            Locator confirmation = dialog.within().getByRole(AriaRole.CHECKBOX);
            assertThat(confirmation).isVisible();
            assertThat(dialog.within()).containsText("ED25519");
            assertThat(dialog.within()).containsText(xen.hostKeyFingerprint());
            confirmation.check();
            dialog.press("Add and test");
            Dialog test = Dialog.of(page, "Test of xen");
            assertThat(test.within()).containsText("The test has failed");
            assertThat(test.within()).containsText("authorized_keys");
            xen.authorize(Files.readString(estate.agent().stateFolder().resolve("ssh/id_ed25519.pub")));
            test.press("Test again");
            assertThat(test.within()).containsText("2 machines");
            test.within()
                    .getByText("Close", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(administrator.row(xen.uri())).isVisible();
        }
    }

    /** virt-v2v is held at some steps, so that what the pages show of it can be told before it goes on. */
    private static void importTwoMachinesAndWatch(Administrator administrator, Estate estate) {
        estate.virtV2v()
                .withDisk(DISK_BYTES, 0, 10, 20, 30, 40, 60, 80, 100)
                .showingEach(PACE)
                .stoppingAt("Inspecting the source", "inspecting")
                .stoppingAt("1:40", "copied-40")
                .stoppingAt("1:80", "copied-80");
        List<String> names = estate.machines().subList(0, 2);
        administrator.importByWizard(names);
        String name = names.get(0);
        for (String each : names) {
            assertThat(administrator.row(each)).containsText("Inspecting the guest");
            assertThat(bar(administrator, each)).hasAttribute(COPIED, "0");
        }
        estate.virtV2v().release("inspecting");
        for (String each : names) {
            assertThat(bar(administrator, each)).hasAttribute(COPIED, "40");
        }
        administrator.link(name).click();
        ImportView view = new ImportView(administrator.page());
        assertThat(view.phase("Converting the guest", "done")).isVisible();
        assertThat(view.phase("Copying disks", "under way")).isVisible();
        assertThat(view.phase("Writing the configuration", "to come")).isVisible();
        assertThat(bar(administrator, name)).hasAttribute(COPIED, "40");
        assertThat(view.disk(1)).hasAttribute(COPIED, "40");
        estate.virtV2v().release("copied-40");
        assertThat(bar(administrator, name)).hasAttribute(COPIED, "80");
        assertThat(view.disk(1)).hasAttribute(COPIED, "80");
        estate.virtV2v().release("copied-80");
        assertThat(administrator.text("Succeeded")).isVisible();
        assertThat(bar(administrator, name)).hasAttribute(COPIED, "100");
        assertThat(view.phase("Copying disks", "done")).isVisible();
        assertThat(view.phase("Moving into the export domain", "done")).isVisible();
        Frame.of(administrator.visitor()).open("Storage");
        administrator.link(Estate.DOMAIN).click();
        for (String each : names) {
            assertThat(administrator.row(each)).containsText("Complete");
            assertThat(administrator.row(each)).containsText("1 MiB raw");
        }
    }

    /** Of the result, and of the host that has made it. */
    private static void keepWhatHelpsElsewhere(Administrator administrator, Estate estate) {
        String machine = estate.machines().get(0);
        org.assertj.core.api.Assertions.assertThat(administrator.download(machine, "Download the OVF"))
                .contains("ovf:Envelope", "<Name>" + machine + "</Name>");
        Frame.of(administrator.visitor()).open("Proxy hosts");
        org.assertj.core.api.Assertions.assertThat(administrator.download(Estate.HOST, "Download the agent's log"))
                .contains("listens on");
    }

    private static void seeWhatIsBroken(Administrator administrator, Estate estate) {
        estate.breakDisk();
        administrator.visitor().open("/storage");
        administrator.link(Estate.DOMAIN).click();
        assertThat(administrator.page().getByText("1 thing is broken")).isVisible();
        assertThat(administrator.page().getByText("The description of the disk is missing."))
                .isVisible();
        assertThat(administrator.page().getByText("Broken", new Page.GetByTextOptions().setExact(true)))
                .hasCount(1);
    }

    private static Locator bar(Administrator administrator, String name) {
        return new ImportView(administrator.page()).bar(name);
    }

    private static void cancelAnImport(Administrator administrator, Estate estate) {
        Page page = administrator.page();
        estate.virtV2v().stoppingAt(COPYING, "second");
        String id = estate.startImport(2, "mail");
        estate.awaitStatus(id, "converting");
        administrator.visitor().open("/imports/" + id);
        administrator.button("Cancel import").click();
        Dialog.of(page, "Cancel the import of mail?").press("Cancel import").awaitClosed();
        assertThat(administrator.text("Cancelled")).isVisible();
    }

    private static void readWhyAnImportFailedAndTryItAgain(Administrator administrator, Estate estate) {
        Page page = administrator.page();
        estate.virtV2v().failingAt("Opening the source", "virt-v2v: error: no");
        String id = estate.startImport(3, "database");
        estate.awaitStatus(id, "failed");
        administrator.visitor().open("/imports/" + id);
        assertThat(page.getByText("This import has failed")).isVisible();
        assertThat(page.getByText("What to do").first()).isVisible();
        estate.virtV2v().succeeding().stoppingAt(COPYING, "third");
        administrator.button("Try again").click();
        estate.awaitStatus(id, "converting");
        estate.virtV2v().release("third");
        assertThat(administrator.text("Succeeded")).isVisible();
        assertThat(page.getByText("This import has failed")).hasCount(0);
    }
}
