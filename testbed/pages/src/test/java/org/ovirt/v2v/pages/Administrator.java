package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.ovirt.v2v.testbed.TestingVCenter;

/** What an administrator does in the pages to get from an engine that knows of nothing to imports. */
record Administrator(Visitor visitor) {
    /** An empty engine leads there. */
    void addHost(Estate estate) {
        Frame frame = Frame.of(visitor);
        frame.awaitLoaded();
        page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Add a proxy host"))
                .click();
        assertThat(frame.heading("Proxy hosts")).isVisible();
        button("Add proxy host").click();
        Dialog dialog = Dialog.of(page(), "Add proxy host")
                .fill("Name", Estate.HOST)
                .fill("Address", "127.0.0.1")
                .fill("Port", Integer.toString(estate.agent().port()));
        dialog.press("Add cluster");
        Dialog.of(page(), "Add cluster").press("Add").awaitClosed();
        dialog.press("Add").awaitClosed();
        assertThat(row(Estate.HOST)).containsText("Up");
    }

    void addDomain(Estate estate) {
        Frame.of(visitor).open("Storage");
        button("Add export domain").click();
        Dialog dialog = Dialog.of(page(), "Add export domain")
                .fill("Name", Estate.DOMAIN)
                .fill("Path", estate.domain().root().toString());
        dialog.press("Add").awaitClosed();
        assertThat(row(Estate.DOMAIN)).containsText("Active");
    }

    void addVmwareProvider(Estate estate) {
        Frame.of(visitor).open("Providers");
        button("Add provider").click();
        Dialog dialog = Dialog.of(page(), "Add provider")
                .fill("Name", Estate.PROVIDER)
                .fill("Address of the vCenter", estate.vcenter().address())
                .fill("User name", TestingVCenter.USER)
                .fill("Password", TestingVCenter.PASSWORD)
                .press("Fetch certificate");
        Locator confirmation = dialog.within().getByRole(AriaRole.CHECKBOX);
        assertThat(confirmation).isVisible();
        assertThat(dialog.within().textContent().replace(":", "").toLowerCase(Locale.ROOT))
                .as("what the pages show of the certificate")
                .contains(fingerprint(estate.vcenter().certificate()));
        confirmation.check();
        dialog.press("Add and test");
        Dialog test = Dialog.of(page(), "Test of " + Estate.PROVIDER);
        assertThat(test.within()).containsText("4 machines");
        assertThat(test.within()).containsText(TestingVCenter.USER);
        test.within()
                .getByText("Close", new Locator.GetByTextOptions().setExact(true))
                .click();
        test.awaitClosed();
        assertThat(row(Estate.PROVIDER)).containsText("4 machines");
    }

    void importByWizard(List<String> names) {
        Frame.of(visitor).open("Import");
        awaitChecks(names);
        button("Next").click();
        button("Import " + counted(names)).click();
        assertThat(Frame.of(visitor).heading("Virtual machines")).isVisible();
    }

    /** The first step of the wizard, which is open. */
    void chooseSource() {
        page().getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions().setName(Estate.PROVIDER).setExact(true))
                .check();
    }

    /** The first two steps of the wizard. */
    void chooseMachines(List<String> names) {
        chooseSource();
        button("Next").click();
        for (String name : names) {
            page().getByRole(
                            AriaRole.CHECKBOX,
                            new Page.GetByRoleOptions()
                                    .setName("Select " + name)
                                    .setExact(true))
                    .check();
        }
    }

    /** The first three steps of the wizard. */
    void chooseSettings(List<String> names) {
        chooseMachines(names);
        button("Next").click();
        for (Map.Entry<String, String> setting : Map.of("Cluster", Estate.CLUSTER, "Export domain", Estate.DOMAIN)
                .entrySet()) {
            Locator field = page().getByLabel(Pattern.compile("^" + setting.getKey()));
            // not by its text, which tells how much is free at the moment
            field.selectOption(field.getByRole(AriaRole.OPTION)
                    .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + setting.getValue())))
                    .first()
                    .getAttribute("value"));
        }
    }

    /** The first four steps of the wizard. */
    void awaitChecks(List<String> names) {
        chooseSettings(names);
        button("Next").click();
        assertThat(page().getByText(counted(names) + " can be imported")).isVisible();
    }

    private static String counted(List<String> names) {
        return names.size() == 1 ? "1 machine" : names.size() + " machines";
    }

    Page page() {
        return visitor.page();
    }

    Locator button(String name) {
        return page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    /** What is downloaded by an entry of the menu of a row. */
    String download(String row, String entry) {
        page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Actions of " + row).setExact(true))
                .click();
        Download download = page().waitForDownload(
                        () -> page().getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(entry))
                                .click());
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Locator link(String name) {
        return page().getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator text(String text) {
        return page().getByText(text, new Page.GetByTextOptions().setExact(true))
                .first();
    }

    /** Whether one of these texts is on the page now. */
    boolean isAnyOf(String... texts) {
        return Arrays.stream(texts).anyMatch(text -> text(text).isVisible());
    }

    Locator row(String text) {
        return page().getByRole(AriaRole.ROW)
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
