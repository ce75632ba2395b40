package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A dialog, by its title. */
record Dialog(Locator within) {
    static Dialog of(Page page, String title) {
        Dialog dialog = new Dialog(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(title)));
        assertThat(dialog.within).isVisible();
        return dialog;
    }

    /** Types into a field; what is required says so behind its name. */
    Dialog fill(String label, String text) {
        within.getByLabel(Pattern.compile("^" + label)).fill(text);
        return this;
    }

    Dialog choose(String label, String option) {
        within.getByLabel(Pattern.compile("^" + label)).selectOption(option);
        return this;
    }

    Dialog check(String label) {
        within.getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(label))
                .check();
        return this;
    }

    Dialog press(String button) {
        within.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    void awaitClosed() {
        assertThat(within).hasCount(0);
    }
}
