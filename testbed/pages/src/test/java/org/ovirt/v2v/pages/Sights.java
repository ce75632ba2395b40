package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.TestingVCenter;

/** Every page and every dialog. */
final class Sights {
    private Sights() {}

    /** The pages of the navigation, given by their names. */
    static Stream<Sight> pages(Map<String, String> addresses) {
        return addresses.entrySet().stream()
                .map(page -> Sight.page(page.getKey().toLowerCase(Locale.ROOT).replace(' ', '-'), page.getValue()));
    }

    /** The pages that no navigation leads to. */
    static List<Sight> details(BusyEstate busy) {
        return List.of(
                Sight.page("import-succeeded", busy.succeeded()),
                Sight.page("import-failed", busy.failed()),
                Sight.of("import-running", busy.running(), Sights::awaitSpeed),
                Sight.page("import-queued", busy.queued()),
                Sight.page("import-unknown", "/imports/00000000-0000-0000-0000-000000000000"),
                Sight.page("export-domain", busy.domain()),
                Sight.page("export-domain-details", busy.domain() + "?tab=details"),
                Sight.page("provider", busy.provider()),
                Sight.page("provider-imports", busy.provider() + "?tab=imports"),
                Sight.page("provider-events", busy.provider() + "?tab=events"),
                Sight.page("no-such-page", "/nowhere"));
    }

    /** What opens in the frame of each page. */
    static List<Sight> menus() {
        return List.of(
                Sight.of("menu-theme", "/", menu("Theme")),
                Sight.of("menu-language", "/", menu("Language")),
                Sight.of("menu-user", "/", menu("User")));
    }

    /** What opens on pages. */
    static List<Sight> dialogs(BusyEstate busy) {
        return List.of(
                Sight.of("notifications", "/", menu("Events")),
                Sight.of("add-host", "/hosts", dialog("Add proxy host")),
                Sight.of("add-host-incomplete", "/hosts", Sights::addNoHost),
                Sight.of("add-cluster", "/hosts", Sights::addCluster),
                Sight.of("edit-host", "/hosts", action(Estate.HOST, "Edit")),
                Sight.of("remove-host", "/hosts", action(BusyEstate.LONG_HOST, "Remove")),
                Sight.of("remove-host-refused", "/hosts", refused(Estate.HOST)),
                Sight.of("add-domain", "/storage", dialog("Add export domain")),
                Sight.of("remove-domain-refused", "/storage", refused(Estate.DOMAIN)),
                Sight.of("remove-machine", busy.domain(), action("web-server", "Remove from the export domain")),
                Sight.of("add-provider", "/providers", a -> addProvider(a, busy.vcenterAddress())),
                Sight.of("add-xen-provider", "/providers", a -> addXenProvider(a, busy.xenUrl())),
                Sight.of("edit-provider", "/providers", action(Estate.PROVIDER, "Edit")),
                Sight.of("remove-provider-refused", "/providers", refused(Estate.PROVIDER)),
                Sight.of("test-provider", "/providers", test(Estate.PROVIDER, "Signed in as")),
                Sight.of("test-provider-failed", "/providers", test(BusyEstate.LONG_PROVIDER, "The test has failed")),
                Sight.of("cancel-import", busy.running(), press("Cancel import")),
                // the last one with actions: what a menu covers cannot be touched
                Sight.of("actions-of-an-import", "/machines", actions(BusyEstate.LONG_MACHINE)));
    }

    /** The steps of the wizard. */
    static List<Sight> wizard() {
        List<String> machines = List.of("DC0_C0_RP0_VM8", "DC0_C0_RP0_VM9");
        return List.of(
                Sight.of("wizard-source", "/import", Administrator::chooseSource),
                Sight.of("wizard-machines", "/import", a -> a.chooseMachines(machines)),
                Sight.of("wizard-settings", "/import", a -> a.chooseSettings(machines)),
                Sight.of("wizard-machine-settings", "/import", a -> {
                    a.chooseSettings(machines);
                    action("DC0_C0_RP0_VM8", "Settings of its own").accept(a);
                }),
                Sight.of("wizard-checks", "/import", a -> a.awaitChecks(machines)),
                Sight.of("wizard-checks-refused", "/import", a -> failChecks(a, machines)),
                Sight.of("wizard-summary", "/import", a -> {
                    a.awaitChecks(machines);
                    a.button("Next").click();
                }));
    }

    private static Consumer<Administrator> dialog(String name) {
        return administrator -> {
            administrator.button(name).click();
            Dialog.of(administrator.page(), name);
        };
    }

    private static Consumer<Administrator> press(String button) {
        return administrator -> {
            administrator.button(button).click();
            assertThat(administrator.page().getByRole(AriaRole.DIALOG)).isVisible();
        };
    }

    private static Consumer<Administrator> menu(String name) {
        return administrator -> {
            Locator button = administrator
                    .page()
                    .getByRole(AriaRole.BANNER)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
            button.click();
            assertThat(button).hasAttribute("aria-expanded", "true");
        };
    }

    private static Consumer<Administrator> actions(String name) {
        return administrator -> administrator
                .page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("Actions of " + name)
                                .setExact(true))
                .click();
    }

    private static Consumer<Administrator> action(String name, String action) {
        return actions(name).andThen(administrator -> {
            administrator
                    .page()
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action))
                    .click();
            assertThat(administrator.page().getByRole(AriaRole.DIALOG)).isVisible();
        });
    }

    private static Consumer<Administrator> refused(String name) {
        return action(name, "Remove").andThen(administrator -> {
            Locator dialog = administrator.page().getByRole(AriaRole.DIALOG);
            dialog.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Remove").setExact(true))
                    .click();
            assertThat(dialog.getByRole(AriaRole.ALERT)).isVisible();
        });
    }

    private static Consumer<Administrator> test(String name, String result) {
        return action(name, "Test")
                .andThen(administrator -> assertThat(administrator.page().getByRole(AriaRole.DIALOG))
                        .containsText(result));
    }

    /** Two samples of what has been copied make a speed. */
    private static void awaitSpeed(Administrator administrator) {
        assertThat(administrator.page().getByText(Pattern.compile("/s · "))).isVisible();
    }

    private static void addNoHost(Administrator administrator) {
        dialog("Add proxy host").accept(administrator);
        Dialog.of(administrator.page(), "Add proxy host").press("Add");
        assertThat(administrator.page().getByText("Enter a name.")).isVisible();
    }

    private static void addCluster(Administrator administrator) {
        dialog("Add proxy host").accept(administrator);
        Dialog.of(administrator.page(), "Add proxy host").press("Add cluster");
        Dialog.of(administrator.page(), "Add cluster");
    }

    private static void addProvider(Administrator administrator, String address) {
        dialog("Add provider").accept(administrator);
        Dialog dialog = Dialog.of(administrator.page(), "Add provider")
                .fill("Name", "second")
                .fill("Address of the vCenter", address)
                .fill("User name", TestingVCenter.USER)
                .fill("Password", TestingVCenter.PASSWORD)
                .press("Fetch certificate");
        assertThat(dialog.within().getByRole(AriaRole.CHECKBOX)).isVisible();
    }

    private static void addXenProvider(Administrator administrator, String url) {
        dialog("Add provider").accept(administrator);
        Dialog dialog = Dialog.of(administrator.page(), "Add provider")
                .choose("Type", "xen")
                .fill("Name", "xen")
                .fill("URL", url)
                .press("Fetch host key");
        assertThat(dialog.within().getByRole(AriaRole.CHECKBOX)).isVisible();
    }

    /** The name of another import is taken. */
    private static void failChecks(Administrator administrator, List<String> machines) {
        administrator.chooseSettings(machines);
        administrator
                .page()
                .getByLabel("Name of " + machines.get(0) + " in oVirt")
                .fill("database");
        administrator.button("Next").click();
        assertThat(administrator.page().getByText("1 machine cannot be imported"))
                .isVisible();
    }
}
