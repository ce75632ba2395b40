package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingOidc;
import org.ovirt.v2v.testbed.TestingPki;

/** Somebody whom the engine itself does not know comes by way of an OpenID Connect provider, which is another site than the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class ProviderSignInIT {
    private static final String PAGES = "/ovirt-engine/v2v";

    /** In milliseconds; the engine believes a token for half a minute more, since clocks differ. */
    private static final double ENDED = 90_000;

    private TestingPki pki;
    private TestingOidc provider;
    private EngineProcess engine;
    private TestingBrowser browser;

    @BeforeAll
    void start() {
        pki = TestingPki.create();
        provider = TestingOidc.start();
        EngineProcess.Builder builder = EngineProcess.builder(pki);
        provider.settings().forEach(builder::set);
        engine = builder.start();
        browser = TestingBrowser.start();
    }

    @AfterAll
    void stop() {
        browser.close();
        engine.close();
        provider.close();
        pki.close();
    }

    @Test
    void whoSignsInThereLandsOnThePageThatWasAskedForUntilTheSignOut() {
        try (Visitor visitor = browser.visit(provider, engine, Look.WIDE).open("/events?from=a-letter")) {
            Page page = visitor.page();
            way(page).click();
            signInThere(page, "operator-anna");

            Frame frame = Frame.of(visitor);
            assertThat(frame.heading("Events")).isVisible();
            assertThat(page.url()).endsWith(PAGES + "/events?from=a-letter");
            page.reload();
            assertThat(frame.heading("Events")).isVisible();

            frame.signOut();
            assertThat(SignIn.of(visitor).heading()).isVisible();
            visitor.open("/hosts");
            assertThat(SignIn.of(visitor).heading()).isVisible();
            assertThat(way(page)).isVisible();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void groupsOfTheProviderDecideWhatIsOffered() {
        try (Visitor visitor = browser.visit(provider, engine, Look.WIDE).open("/hosts")) {
            way(visitor.page()).click();
            signInThere(visitor.page(), "operator-ben");
            Frame frame = Frame.of(visitor);
            frame.awaitLoaded();
            assertThat(frame.link("Import")).isVisible();
            assertThat(new Administrator(visitor).button("Add proxy host")).hasCount(0);
            visitor.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("User: operator-ben@oidc"))
                    .click();
            assertThat(visitor.page()
                            .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("ImportOperator")))
                    .isVisible();
            assertThat(addHost(visitor.page())).isEqualTo(403);
            visitor.assertNothingWrong();
        }
        try (Visitor visitor = browser.visit(provider, engine, Look.WIDE).open("/hosts")) {
            way(visitor.page()).click();
            signInThere(visitor.page(), "admin-cleo");
            assertThat(new Administrator(visitor).button("Add proxy host")).isVisible();
        }
        try (Visitor visitor = browser.visit(provider, engine, Look.WIDE).open("/hosts")) {
            way(visitor.page()).click();
            signInThere(visitor.page(), "somebody");
            assertThat(visitor.page().getByText("You may not do this")).isVisible();
        }
    }

    @Test
    void whoseTokenIsNoGoodIsToldSoAndMayTryAgain() {
        try (Visitor visitor = browser.visit(provider, engine, Look.WIDE).open("/hosts")) {
            way(visitor.page()).click();
            signInThere(visitor.page(), "of-another-client");
            assertThat(visitor.page().getByRole(AriaRole.ALERT)).isVisible();
            Screenshots.take(visitor, "sign-in-provider-refused");
            way(visitor.page()).click();
            signInThere(visitor.page(), "operator-dora");
            assertThat(Frame.of(visitor).heading("Dashboard")).isVisible();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void aSessionThatEndsIsRenewedAtTheProviderWithoutLosingWhatWasTyped() {
        try (Visitor visitor = browser.visit(provider, engine, Look.WIDE).open("/hosts")) {
            Page page = visitor.page();
            way(page).click();
            signInThere(page, "admin-emil");
            new Administrator(visitor).button("Add proxy host").click();
            Dialog.of(page, "Add proxy host").fill("Name", "typed before");
            exchangeForOneThatEndsSoon(visitor, "admin-emil");
            assertThat(page.getByText("Your session has ended"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(ENDED));

            Page window = page.waitForPopup(() -> way(page).click());
            window.waitForClose(() -> signInThere(window, "admin-emil"));

            assertThat(page.getByText("Your session has ended")).hasCount(0);
            assertThat(page.getByLabel(Pattern.compile("^Name"))).hasValue("typed before");
            assertThat(addHost(page)).as("a request without content").isEqualTo(400);
            visitor.assertNothingWrong();
        }
    }

    /** Of all pages of this browser, by signing in again in another one. */
    private void exchangeForOneThatEndsSoon(Visitor visitor, String name) {
        provider.letTokensLast(TestingOidc.SOON);
        try (Page other = visitor.context().newPage()) {
            other.navigate(engine.address() + "/sso/oidc?page=/hosts");
            signInThere(other, name);
            other.waitForURL(engine.address() + "/v2v/hosts");
        } finally {
            provider.letTokensLast(TestingOidc.USUAL_LIFETIME);
        }
    }

    /** Leads to the provider. */
    private static Locator way(Page page) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with 127.0.0.1"));
    }

    private void signInThere(Page page, String name) {
        page.waitForURL(Pattern.compile("^" + Pattern.quote(provider.issuer()) + ".*"));
        page.getByLabel("Name at the provider").fill(name);
        page.getByRole(AriaRole.BUTTON).click();
    }

    /** How the engine answers a script of the page. */
    private static int addHost(Page page) {
        return (int)
                page.evaluate(
                        """
                () => fetch('/ovirt-engine/api/hosts', {
                    method: 'POST',
                    headers: {'V2V-Pages': '1', Accept: 'application/json', 'Content-Type': 'application/json'},
                    body: '{}'
                }).then(answer => answer.status)""");
    }
}
