package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.FreePort;
import org.ovirt.v2v.testbed.TestingPki;

/** Somebody comes to the pages, proves who it is, and leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class SignInIT {
    private TestingPki pki;
    private EngineProcess engine;
    private TestingBrowser browser;

    @BeforeAll
    void start() {
        pki = TestingPki.create();
        engine = EngineProcess.start(pki);
        browser = TestingBrowser.start();
    }

    @AfterAll
    void stop() {
        browser.close();
        engine.close();
        pki.close();
    }

    @Test
    void whoSignsInIsInUntilTheSignOut() {
        try (Visitor visitor = browser.visit(engine, Look.WIDE).open("/hosts")) {
            SignIn signIn = SignIn.of(visitor);
            assertThat(signIn.heading()).isVisible();
            Screenshots.take(visitor, "sign-in");
            signIn.tryAs(EngineProcess.ADMIN, "wrong");
            assertThat(visitor.page().getByText("do not belong together")).isVisible();
            Screenshots.take(visitor, "sign-in-refused");

            signIn.asAdministrator();
            Frame frame = Frame.of(visitor);
            assertThat(frame.heading("Proxy hosts")).isVisible();
            assertThat(
                            visitor.page()
                                    .evaluate(
                                            "() => document.cookie + Object.values(localStorage) + Object.values(sessionStorage)"))
                    .as("what scripts see of the session")
                    .asString()
                    .doesNotContain(cookie(visitor).value);
            visitor.page().reload();
            assertThat(frame.heading("Proxy hosts")).isVisible();

            frame.signOut();
            assertThat(signIn.heading()).isVisible();
            visitor.open("/hosts");
            assertThat(signIn.heading()).isVisible();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void theCookieIsOfNoUseToOtherSites() {
        try (Visitor visitor = browser.visit(engine, Look.WIDE).open("/hosts")) {
            SignIn.of(visitor).asAdministrator();
            Cookie cookie = cookie(visitor);
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
            int before = engine.client()
                    .get("/datacenters")
                    .accepted()
                    .path("data_center")
                    .size();

            // another page of the same browser, of another origin, tries
            visitor.page()
                    .navigate(
                            "data:text/html,<form method=post enctype=text/plain action='" + engine.address()
                                    + "/api/datacenters'><input name='{\"name\":\"forged' value='\"}'><button>Go</button></form>");
            visitor.page().getByRole(AriaRole.BUTTON).click();
            assertThat(visitor.page().locator("body")).containsText("nother site");
            assertThat(engine.client()
                            .get("/datacenters")
                            .accepted()
                            .path("data_center")
                            .size())
                    .isEqualTo(before);
        }
    }

    @Test
    void whoAsksForAPageGetsThereAfterTheSignIn() {
        try (Visitor visitor = browser.visit(engine, Look.WIDE).open("/hosts")) {
            SignIn.of(visitor).asAdministrator();
            assertThat(Frame.of(visitor).heading("Proxy hosts")).isVisible();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void aSessionThatEndsIsRenewedWhereOneIs() {
        try (Visitor visitor = browser.visit(engine, Look.WIDE).open("/hosts")) {
            SignIn.of(visitor).asAdministrator();
            assertThat(Frame.of(visitor).heading("Proxy hosts")).isVisible();
            engine.client().get("/tokens").accepted().path("token").forEach(token -> engine.client()
                    .delete("/tokens/" + token.path("id").asText()));
            assertThat(visitor.page().getByRole(AriaRole.DIALOG)).containsText("Your session has ended");
            Screenshots.take(visitor, "session-ended");
            visitor.page().getByLabel(SignIn.PASSWORD).fill(EngineProcess.ADMIN_PASSWORD);
            visitor.page()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                    .click();
            assertThat(visitor.page().getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(Frame.of(visitor).heading("Proxy hosts")).isVisible();
        }
    }

    @Test
    void theWayToAProviderThatIsAwayLeadsBackAndSaysSo() {
        try (EngineProcess lonely = EngineProcess.builder(pki)
                        .set("v2v.oidc.issuer", "http://127.0.0.1:" + FreePort.find() + "/realms/ovirt")
                        .set("v2v.oidc.client-id", "ovirt-v2v")
                        .start();
                Visitor visitor = browser.visit(lonely, Look.WIDE).open("/hosts")) {
            SignIn signIn = SignIn.of(visitor);
            Locator way = visitor.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with 127.0.0.1"));
            assertThat(way).hasAttribute("href", "/ovirt-engine/sso/oidc?page=%2Fhosts");
            way.click();
            assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText("127.0.0.1 does not answer");
            assertThat(Accessibility.violations(visitor.page())).isEmpty();
            Screenshots.take(visitor, "sign-in-provider-away");
            signIn.asAdministrator();
            assertThat(Frame.of(visitor).heading("Dashboard")).isVisible();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void aSessionThatEndsIsRenewedInAWindowOfTheProvider() {
        try (EngineProcess lonely = EngineProcess.builder(pki)
                        .set("v2v.oidc.issuer", "http://127.0.0.1:" + FreePort.find() + "/realms/ovirt")
                        .set("v2v.oidc.client-id", "ovirt-v2v")
                        .start();
                Visitor visitor = browser.visit(lonely, Look.WIDE).open("/hosts")) {
            Page page = visitor.page();
            SignIn.of(visitor).asAdministrator();
            new Administrator(visitor).button("Add proxy host").click();
            Dialog.of(page, "Add proxy host").fill("Name", "typed before");
            lonely.client().get("/tokens").accepted().path("token").forEach(token -> lonely.client()
                    .delete("/tokens/" + token.path("id").asText()));
            assertThat(page.getByText("Your session has ended")).isVisible();
            assertThat(Accessibility.violations(page)).isEmpty();

            Page window = page.waitForPopup(
                    () -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with 127.0.0.1"))
                            .click());
            assertThat(window.getByRole(AriaRole.ALERT)).containsText("127.0.0.1 does not answer");
            new SignIn(window).asAdministrator();

            assertThat(page.getByText("Your session has ended")).hasCount(0);
            assertThat(page.getByLabel(Pattern.compile("^Name"))).hasValue("typed before");
            // where the provider leads to in the end
            window.waitForClose(() -> window.evaluate("location.assign('/ovirt-engine/v2v/?signed-in=')"));
        }
    }

    private static Cookie cookie(Visitor visitor) {
        return visitor.context().cookies().stream()
                .filter(each -> each.name.equals("__Host-v2v-session"))
                .findFirst()
                .orElseThrow();
    }
}
