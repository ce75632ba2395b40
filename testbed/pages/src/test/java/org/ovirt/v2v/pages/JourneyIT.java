package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.TestingVCenter;

/** From an engine that knows of nothing to a machine in the export domain, in the pages. */
class JourneyIT {
    private static final String COPYING = "Copying disk 1/1";

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
    void anAdministratorSetsTheEngineUpAndImportsMachines() {
        try (Estate estate = Estate.empty();
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).asAdministrator();
            addHost(visitor, estate);
            addDomain(visitor, estate);
            addVmwareProvider(visitor, estate);
            addXenProvider(visitor);
            importTwoMachinesAndWatch(visitor, estate);
            cancelAnImport(visitor, estate);
            readWhyAnImportFailedAndTryItAgain(visitor, estate);
            visitor.assertNothingWrong();
        }
    }

    /** An empty engine leads there. */
    private static void addHost(Visitor visitor, Estate estate) {
        Page page = visitor.page();
        Frame frame = Frame.of(visitor);
        frame.awaitLoaded();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Add a proxy host"))
                .click();
        assertThat(frame.heading("Proxy hosts")).isVisible();
        button(page, "Add proxy host").click();
        Dialog dialog = Dialog.of(page, "Add proxy host")
                .fill("Name", Estate.HOST)
                .fill("Address", "127.0.0.1")
                .fill("Port", Integer.toString(estate.agent().port()));
        Screenshots.take(visitor, "add-host");
        dialog.press("Add cluster");
        Dialog.of(page, "Add cluster").press("Add").awaitClosed();
        dialog.press("Add").awaitClosed();
        assertThat(row(page, Estate.HOST)).containsText("Up");
    }

    private static void addDomain(Visitor visitor, Estate estate) {
        Page page = visitor.page();
        Frame.of(visitor).open("Storage");
        button(page, "Add export domain").click();
        Dialog dialog = Dialog.of(page, "Add export domain")
                .fill("Name", Estate.DOMAIN)
                .fill("Path", estate.domain().root().toString());
        Screenshots.take(visitor, "add-domain");
        dialog.press("Add").awaitClosed();
        assertThat(row(page, Estate.DOMAIN)).containsText("Active");
    }

    private static void addVmwareProvider(Visitor visitor, Estate estate) {
        Page page = visitor.page();
        Frame.of(visitor).open("Providers");
        button(page, "Add provider").click();
        Dialog dialog = Dialog.of(page, "Add provider")
                .fill("Name", Estate.PROVIDER)
                .fill("Address of the vCenter", estate.vcenter().address())
                .fill("User name", TestingVCenter.USER)
                .fill("Password", TestingVCenter.PASSWORD)
                .press("Fetch certificate");
        Locator confirmation = dialog.within().getByRole(AriaRole.CHECKBOX);
        assertThat(confirmation).isVisible();
        assertThat(dialog.within().textContent().replace(":", "").toLowerCase(java.util.Locale.ROOT))
                .as("what the pages show of the certificate")
                .contains(fingerprint(estate.vcenter().certificate()));
        Screenshots.take(visitor, "add-provider");
        confirmation.check();
        dialog.press("Add and test");
        Dialog test = Dialog.of(page, "Test of " + Estate.PROVIDER);
        assertThat(test.within()).containsText("4 machines");
        assertThat(test.within()).containsText(TestingVCenter.USER);
        Screenshots.take(visitor, "test-provider");
        test.within()
                .getByText("Close", new Locator.GetByTextOptions().setExact(true))
                .click();
        test.awaitClosed();
        assertThat(row(page, Estate.PROVIDER)).containsText("4 machines");
    }

    private static void addXenProvider(Visitor visitor) {
        Page page = visitor.page();
        button(page, "Add provider").click();
        Dialog dialog = Dialog.of(page, "Add provider")
                .choose("Type", "xen")
                .fill("Name", "xen")
                .fill("URL", "xen+ssh://root@xen.example/");
        Screenshots.take(visitor, "add-xen-provider");
        dialog.press("Add and test");
        Dialog test = Dialog.of(page, "Test of xen");
        assertThat(test.within()).containsText("The test has failed");
        Screenshots.take(visitor, "test-xen-provider");
        test.within()
                .getByText("Close", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(row(page, "xen+ssh://root@xen.example/")).isVisible();
    }

    private static void importTwoMachinesAndWatch(Visitor visitor, Estate estate) {
        Page page = visitor.page();
        estate.virtV2v().stoppingAt(COPYING, "first");
        List<String> names = estate.machines().subList(0, 2);
        importByWizard(page, visitor, names);
        String name = names.get(0);
        for (String each : names) {
            assertThat(row(page, each)).containsText("Converting");
        }
        Screenshots.take(visitor, "machines");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Phases of the conversion")))
                .containsText("Copying disks");
        Screenshots.take(visitor, "import-running");
        estate.virtV2v().release("first");
        assertThat(page.getByText("Succeeded", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        Screenshots.take(visitor, "import-succeeded");
        Frame.of(visitor).open("Storage");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(Estate.DOMAIN).setExact(true))
                .click();
        for (String each : names) {
            assertThat(row(page, each)).isVisible();
        }
        Screenshots.take(visitor, "domain");
    }

    private static void importByWizard(Page page, Visitor visitor, List<String> names) {
        Frame.of(visitor).open("Import");
        page.getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions().setName(Estate.PROVIDER).setExact(true))
                .check();
        Screenshots.take(visitor, "wizard-source");
        button(page, "Next").click();
        for (String name : names) {
            row(page, name).getByRole(AriaRole.CHECKBOX).check();
        }
        Screenshots.take(visitor, "wizard-machines");
        button(page, "Next").click();
        for (Pattern setting : List.of(Pattern.compile("^Cluster"), Pattern.compile("^Export domain"))) {
            page.getByLabel(setting).selectOption(new SelectOption().setIndex(1));
        }
        Screenshots.take(visitor, "wizard-settings");
        button(page, "Next").click();
        assertThat(page.getByText("2 machines can be imported")).isVisible();
        Screenshots.take(visitor, "wizard-checks");
        button(page, "Next").click();
        Screenshots.take(visitor, "wizard-summary");
        button(page, "Import 2 machines").click();
        assertThat(Frame.of(visitor).heading("Virtual machines")).isVisible();
    }

    private static void cancelAnImport(Visitor visitor, Estate estate) {
        Page page = visitor.page();
        estate.virtV2v().stoppingAt(COPYING, "second");
        String id = estate.startImport(2, "mail");
        estate.awaitStatus(id, "converting");
        visitor.open("/imports/" + id);
        button(page, "Cancel import").click();
        Dialog dialog = Dialog.of(page, "Cancel the import of mail?");
        Screenshots.take(visitor, "cancel-import");
        dialog.press("Cancel import").awaitClosed();
        assertThat(page.getByText("Cancelled", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
    }

    private static void readWhyAnImportFailedAndTryItAgain(Visitor visitor, Estate estate) {
        Page page = visitor.page();
        estate.virtV2v().failingAt("Opening the source", "virt-v2v: error: no");
        String id = estate.startImport(3, "database");
        estate.awaitStatus(id, "failed");
        visitor.open("/imports/" + id);
        assertThat(page.getByText("This import has failed")).isVisible();
        assertThat(page.getByText("What to do").first()).isVisible();
        Screenshots.take(visitor, "import-failed");
        estate.virtV2v().succeeding().stoppingAt(COPYING, "third");
        button(page, "Try again").click();
        estate.awaitStatus(id, "converting");
        estate.virtV2v().release("third");
        assertThat(page.getByText("Succeeded", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        assertThat(page.getByText("This import has failed")).hasCount(0);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static Locator row(Page page, String text) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private static String fingerprint(String pem) {
        try {
            byte[] certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
