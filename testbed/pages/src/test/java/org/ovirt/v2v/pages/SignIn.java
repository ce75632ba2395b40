package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.ovirt.v2v.testbed.EngineProcess;

/** Where somebody signs in who has not yet, or no longer. */
record SignIn(Page page) {
    /** What requires something to be entered says so behind its name. */
    static final Pattern PASSWORD = Pattern.compile("^Password");

    static SignIn of(Visitor visitor) {
        return new SignIn(visitor.page());
    }

    void asAdministrator() {
        as(EngineProcess.ADMIN, EngineProcess.ADMIN_PASSWORD);
    }

    void as(String name, String password) {
        tryAs(name, password);
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
                        .or(menuButton())
                        .first())
                .isVisible();
    }

    void tryAs(String name, String password) {
        page.getByLabel("User name").fill(name);
        page.getByLabel(PASSWORD).fill(password);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
    }

    /** On a narrow screen the navigation is behind it. */
    private Locator menuButton() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Navigation"));
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in"));
    }
}
