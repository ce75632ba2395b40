package org.ovirt.v2v.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** What the pages show of an import on its way. */
record ImportView(Page page) {
    private static final Pattern NOW = Pattern.compile(": under way$");

    /** The bar of the whole import. */
    Locator bar(String name) {
        return page.getByRole(
                AriaRole.PROGRESSBAR,
                new Page.GetByRoleOptions().setName("Progress of " + name).setExact(true));
    }

    /** The bar of one of its disks. */
    Locator disk(int number) {
        return page.getByRole(AriaRole.PROGRESSBAR, new Page.GetByRoleOptions().setName("Disk " + number));
    }

    /** A phase of the conversion in the state that it is said to be in. */
    Locator phase(String name, String state) {
        return phases().getByRole(AriaRole.LISTITEM, new Locator.GetByRoleOptions().setName(name + ": " + state));
    }

    /** Those that are under way, by their names; one at most. */
    List<String> phasesNow() {
        return phases().getByRole(AriaRole.LISTITEM, new Locator.GetByRoleOptions().setName(NOW)).all().stream()
                .map(phase -> phase.getAttribute("aria-label").replaceFirst(NOW.pattern(), ""))
                .toList();
    }

    private Locator phases() {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Phases of the conversion"));
    }
}
