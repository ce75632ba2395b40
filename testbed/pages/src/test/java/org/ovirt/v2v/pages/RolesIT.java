package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Who may not do something is not offered it, on any page, and is refused if it is tried all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class RolesIT {
    /** What buttons are called that change what imports use. */
    private static final Pattern CONFIGURING = Pattern.compile("^(Add|Edit|Remove|Register|Attach|Detach)\\b.*");

    /** And those that deal with imports. */
    private static final Pattern IMPORTING = Pattern.compile("^(Import|Cancel|Try again|Pause|Resume|Test)\\b.*");

    private Estate estate;
    private TestingBrowser browser;

    @BeforeAll
    void start() {
        browser = TestingBrowser.start();
        estate = Estate.furnished();
    }

    @AfterAll
    void stop() {
        estate.close();
        browser.close();
    }

    @Test
    void anAuditorIsOfferedNothingThatChangesAnything() {
        String auditor = estate.addUser("auditor", "ReadOnlyAdmin");
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).as(auditor, Estate.PASSWORD);
            assertThat(offered(visitor, CONFIGURING)).isEmpty();
            assertThat(offered(visitor, IMPORTING)).isEmpty();
            assertThat(answer(visitor, "DELETE", "/hosts/" + hostId())).isEqualTo(403);
            assertThat(answer(visitor, "POST", "/importqueue/pause")).isEqualTo(403);
            assertThat(answer(visitor, "GET", "/hosts")).isEqualTo(200);
            visitor.assertNothingWrong();
        }
    }

    @Test
    void anOperatorIsOfferedImportsAndNoChangesOfWhatTheyUse() {
        String operator = estate.addUser("operator", "ImportOperator");
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).as(operator, Estate.PASSWORD);
            assertThat(offered(visitor, CONFIGURING)).isEmpty();
            assertThat(answer(visitor, "DELETE", "/hosts/" + hostId())).isEqualTo(403);
            visitor.assertNothingWrong();
        }
    }

    @Test
    void anAdministratorIsOfferedAll() {
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).asAdministrator();
            assertThat(offered(visitor, CONFIGURING)).isNotEmpty();
        }
    }

    @Test
    void aPageThatARoleIsNotForSaysSo() {
        String name = "nobody@internal";
        estate.addUserWithoutRole(name);
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/hosts")) {
            SignIn.of(visitor).as(name, Estate.PASSWORD);
            assertThat(visitor.page().getByText("You may not do this")).isVisible();
        }
    }

    /** The buttons and links of all pages with such a name. */
    private static List<String> offered(Visitor visitor, Pattern name) {
        List<String> found = new ArrayList<>();
        Frame frame = Frame.of(visitor);
        frame.addresses().forEach((title, path) -> {
            visitor.open(path);
            frame.awaitLoaded();
            Locator main = visitor.page().getByRole(AriaRole.MAIN);
            for (AriaRole role : List.of(AriaRole.BUTTON, AriaRole.LINK, AriaRole.MENUITEM)) {
                main.getByRole(role, new Locator.GetByRoleOptions().setName(name))
                        .allTextContents()
                        .forEach(text -> found.add(title + ": " + text));
            }
        });
        return found;
    }

    /** How the engine answers a script of the page. */
    private static int answer(Visitor visitor, String method, String path) {
        return (int) visitor.page()
                .evaluate(
                        "([method, path]) => fetch('/ovirt-engine/api' + path, {method, headers: {'V2V-Pages': '1',"
                                + " Accept: 'application/json'}}).then(answer => answer.status)",
                        List.of(method, path));
    }

    private String hostId() {
        return estate.client()
                .get("/hosts")
                .accepted()
                .path("host")
                .path(0)
                .path("id")
                .asText();
    }
}
