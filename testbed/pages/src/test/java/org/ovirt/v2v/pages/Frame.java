package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is around every page. */
record Frame(Page page) {
    static Frame of(Visitor visitor) {
        return new Frame(visitor.page());
    }

    /** Goes to a page by its name in the navigation. */
    void open(String name) {
        Locator link = link(name);
        link.click();
        assertThat(link).hasAttribute("aria-current", "page");
        awaitLoaded();
    }

    /** Of the navigation. */
    Locator link(String name) {
        return navigation()
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Where the pages are that are offered, by their names. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (Locator link : navigation().getByRole(AriaRole.LINK).all()) {
            addresses.put(link.textContent(), link.getAttribute("href").replaceFirst("^/ovirt-engine/v2v", ""));
        }
        return addresses;
    }

    /** Waits until the page is there with what it shows. */
    void awaitLoaded() {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        assertThat(page.locator(".pf-v6-c-skeleton")).hasCount(0);
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(name).setExact(true).setLevel(1));
    }

    void signOut() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("User:"))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
    }

    Locator awayNotice() {
        return page.getByText("The engine does not answer.");
    }

    private Locator navigation() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"));
    }
}
