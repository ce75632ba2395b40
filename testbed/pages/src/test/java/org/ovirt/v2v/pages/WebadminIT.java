package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.TestingOvirtSso;

/** The pages as oVirt's webadmin shows them, to whoever is signed in there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class WebadminIT {
    private static final String USER = "bob@internal";
    private static final String USER_HERE = "bob@internal@ovirt";
    private static final List<String> PAGES = List.of(
            "Overview", "Virtual machines", "Import", "Queue", "Providers", "Export domains", "Proxy hosts", "Events");

    /** What is kept of a page, where the browser lets a frame of another site keep anything. */
    private static final String KEPT =
            """
            () => {
              const stored = (name) => {
                try {
                  return { ...window[name] };
                } catch (error) {
                  return String(error);
                }
              };
              return JSON.stringify([
                document.cookie, stored("localStorage"), stored("sessionStorage"), document.documentElement.outerHTML,
              ]);
            }
            """;

    /** What oVirt says of a token counts for a minute. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(100);

    private TestingOvirtSso sso;
    private TestingWebadmin webadmin;
    private TestingBrowser browser;
    private Estate estate;
    private String token;

    @BeforeAll
    void start() {
        sso = TestingOvirtSso.start();
        webadmin = TestingWebadmin.start();
        browser = TestingBrowser.start();
        Map<String, String> settings = new HashMap<>(sso.settings());
        settings.put("v2v.pages.webadmin", webadmin.origin());
        estate = Estate.furnished(settings);
        webadmin.storageDomain(estate.domainId(), "export")
                .storageDomain(UUID.randomUUID().toString(), "data")
                .engine(estate.engine().address() + "/v2v/");
        allow(USER, "SuperUser");
    }

    @BeforeEach
    void signIn() {
        token = sso.signIn(USER);
        webadmin.user(USER, token, "en-US").pluginEnabled(true);
    }

    @AfterAll
    void stop() {
        estate.close();
        browser.close();
        webadmin.close();
        sso.close();
    }

    @Test
    void thePluginRegistersAndAddsItsMenuBeforeItIsToldOfTheUser() {
        try (Visitor visitor = visit()) {
            assertThat(menu(visitor, "Events")).isVisible();
            List<String> log = log(visitor);
            assertThat(log)
                    .startsWith(
                            "options " + estate.engine().address().replace("/ovirt-engine", ""),
                            "register",
                            "ready",
                            "v2v.UiInit",
                            "addPrimaryMenuContainer VM import | v2v")
                    .endsWith("v2v.UserLogin")
                    .noneMatch(line -> line.startsWith("REFUSED") || line.startsWith("FAILED"));
            PAGES.forEach(page -> assertThat(menu(visitor, page)).isVisible());
            assertThat(visitor.page().evaluate("() => webadmin.state('v2v')")).isEqualTo("IN_USE");
            visitor.assertNothingWrong();
        }
    }

    @Test
    void eachPlaceShowsItsPageToTheUserOfWebadminWhoseTokenIsInNoAddressNoLogAndNoStorage() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (Visitor visitor = visit()) {
            visitor.page()
                    .onRequest(request ->
                            seen.add(request.url() + " " + request.headers().get("referer")));
            visitor.page().onConsoleMessage(message -> seen.add(message.text()));
            for (String page : PAGES) {
                menu(visitor, page).click();
                assertThat(frame(visitor).getByRole(AriaRole.HEADING, new FrameLocator.GetByRoleOptions().setLevel(1)))
                        .isVisible();
                assertThat(frame(visitor).getByLabel("Loading")).hasCount(0);
                assertThat(Accessibility.violationsIn(visitor.page(), "iframe[name=content]"))
                        .as(page)
                        .isEmpty();
            }
            menu(visitor, "Proxy hosts").click();
            assertThat(frame(visitor)
                            .getByRole(AriaRole.ROW)
                            .filter(new Locator.FilterOptions().setHasText("127.0.0.1")))
                    .isVisible();
            assertThat(frame(visitor)
                            .getByRole(AriaRole.NAVIGATION, new FrameLocator.GetByRoleOptions().setName("Main")))
                    .hasCount(0);
            assertThat(frame(visitor).getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("User:")))
                    .hasCount(0);
            Screenshots.take(visitor, "webadmin");
            assertThat(users()).contains(USER_HERE);
            seen.add(visitor.page().frame("content").url());
            seen.add((String) visitor.page().frame("content").evaluate(KEPT));
            seen.add(visitor.context().storageState());
            seen.addAll(log(visitor));
            visitor.assertNothingWrong();
        }
        assertThat(seen).hasSizeGreaterThan(20).noneMatch(text -> text.contains(token));
        assertThat(estate.engine().log()).doesNotContain(token);
        assertThat(estate.client().get("/events").text()).doesNotContain(token);
    }

    @Test
    void thePagesSpeakWebadminsLanguageAndHaveItsLightLook() {
        webadmin.user(USER, token, "de-DE");
        try (Visitor visitor = browser.visit(webadmin, estate.engine(), Look.WIDE.dark())) {
            menu(visitor, "Warteschlange").click();
            assertThat(frame(visitor)
                            .getByRole(AriaRole.HEADING, new FrameLocator.GetByRoleOptions().setName("Warteschlange")))
                    .isVisible();
            assertThat(frame(visitor).locator("html")).not().hasClass("pf-v6-theme-dark");
            assertThat(frame(visitor).locator("html")).hasAttribute("lang", "de");
        }
    }

    @Test
    void anExportDomainHasATabWithItsPageAndOtherDomainsHaveNone() {
        try (Visitor visitor = visit()) {
            button(visitor, "Storage Domains of oVirt").click();
            button(visitor, "data domain").click();
            assertThat(button(visitor, "VM import")).hasCount(0);
            button(visitor, "Storage Domains of oVirt").click();
            button(visitor, "export domain").click();
            button(visitor, "VM import").click();
            assertThat(frame(visitor)
                            .getByRole(AriaRole.HEADING, new FrameLocator.GetByRoleOptions().setName(Estate.DOMAIN)))
                    .isVisible();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void theListOfMachinesLeadsToTheImport() {
        try (Visitor visitor = visit()) {
            button(visitor, "Virtual Machines of oVirt").click();
            button(visitor, "Import from VMware or Xen").click();
            assertThat(frame(visitor).getByText(Estate.PROVIDER)).isVisible();
        }
    }

    @Test
    void whatIsDoneInTheFrameIsDoneByThatUser() {
        try (Visitor visitor = visit()) {
            menu(visitor, "Queue").click();
            frame(visitor)
                    .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Pause the queue"))
                    .click();
            assertThat(frame(visitor).getByText("The queue was paused by " + USER_HERE))
                    .isVisible();
            frame(visitor)
                    .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Resume the queue"))
                    .first()
                    .click();
            assertThat(frame(visitor).getByText("The queue was paused by")).hasCount(0);
            Object status = visitor.page()
                    .frame("content")
                    .evaluate(
                            "() => fetch('/ovirt-engine/api/importqueue/pause', {method: 'POST', headers: {'V2V-Pages': '1'}})"
                                    + ".then(answer => answer.status)");
            assertThat(status)
                    .as("a script that does not know the token, which is in no cookie")
                    .isEqualTo(401);
        }
    }

    @Test
    void whatIsDownloadedComesWithTheToken() throws Exception {
        String id = estate.startImport(0, "downloaded");
        estate.awaitStatus(id, "succeeded");
        try (Visitor visitor = visit()) {
            menu(visitor, "Virtual machines").click();
            frame(visitor)
                    .getByRole(AriaRole.LINK, new FrameLocator.GetByRoleOptions().setName("downloaded"))
                    .click();
            Locator bundle = frame(visitor)
                    .getByRole(AriaRole.LINK, new FrameLocator.GetByRoleOptions().setName("Support bundle"));
            Download download = visitor.page().waitForDownload(bundle::click);
            assertThat(download.suggestedFilename()).endsWith(".zip").contains(id);
            assertThat(Files.size(download.path())).isPositive();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void aTokenThatHasEndedIsReplacedByTheOneThatWebadminHasNow() {
        try (Visitor visitor = visit()) {
            menu(visitor, "Proxy hosts").click();
            assertThat(frame(visitor).getByText("127.0.0.1")).isVisible();
            String renewed = sso.signIn(USER);
            visitor.page().evaluate("token => { webadminUser.token = token }", renewed);
            sso.signOut(token);
            Awaitility.await("the engine has forgotten the token")
                    .atMost(FORGOTTEN)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> estate.engine()
                                    .anonymous()
                                    .withToken(token)
                                    .get("/hosts")
                                    .status()
                            == 401);
            List<Integer> asked = new ArrayList<>();
            visitor.page().onResponse(response -> asked.add(response.status()));

            estate.addUserWithoutRole(
                    "renewal-" + UUID.randomUUID() + "@internal"); // an event, that only an open stream brings
            visitor.page()
                    .frame("content")
                    .evaluate(
                            "() => { history.pushState(null, '', '/ovirt-engine/v2v/events'); dispatchEvent(new PopStateEvent('popstate')) }");
            assertThat(frame(visitor).getByText("renewal-").first()).isVisible();
            assertThat(asked).as("refused, and answered then").contains(401, 200);
            assertThat(frame(visitor).getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(requests(visitor))
                    .as("asked for at the beginning, and once more")
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aSessionThatHasEndedIsSaidInsteadOfAskedAPasswordFor() {
        webadmin.user(USER, "made-up-" + UUID.randomUUID(), "en-US");
        try (Visitor visitor = visit()) {
            menu(visitor, "Proxy hosts").click();
            assertThat(frame(visitor).getByText("oVirt V2V does not know you")).isVisible();
            assertThat(frame(visitor).getByLabel("User name")).hasCount(0);
            assertThat(Accessibility.violationsIn(visitor.page(), "iframe[name=content]"))
                    .isEmpty();
            Screenshots.take(visitor, "webadmin-unknown");

            visitor.page().evaluate("token => { webadminUser.token = token }", token);
            frame(visitor)
                    .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Try again"))
                    .click();
            assertThat(frame(visitor).getByText("127.0.0.1")).isVisible();
        }
    }

    @Test
    void whoHasNoRoleHereIsToldWhatToDo() {
        webadmin.user("carol@internal", sso.signIn("carol@internal"), "en-US");
        try (Visitor visitor = visit()) {
            menu(visitor, "Proxy hosts").click();
            assertThat(frame(visitor).getByText("carol@internal@ovirt has no role in oVirt V2V"))
                    .isVisible();
            assertThat(frame(visitor).getByText("You may not do this")).isVisible();
            Screenshots.take(visitor, "webadmin-no-role");
        }
    }

    @Test
    void anOriginThatTheSettingsDoNotNameShowsNothing() {
        try (TestingWebadmin stranger = TestingWebadmin.start()) {
            stranger.engine(estate.engine().address() + "/v2v/").user(USER, token, "en-US");
            List<String> said = Collections.synchronizedList(new ArrayList<>());
            try (Visitor visitor = browser.visit(stranger, estate.engine(), Look.WIDE)) {
                visitor.page().onConsoleMessage(message -> said.add(message.text()));
                menu(visitor, "Proxy hosts").click();
                Awaitility.await("the browser refuses the frame")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> {
                            visitor.page().title(); // lets Playwright hand on what was said
                            return said.stream().anyMatch(text -> text.contains("frame-ancestors"));
                        });
                assertThat(frame(visitor).getByText("127.0.0.1")).hasCount(0);
                assertThat(frame(visitor).locator("#root")).hasCount(0);
                assertThat(requests(visitor)).as("tokens that were asked for").isZero();
            }
        }
    }

    @Test
    void aTokenFromAnotherOriginIsNotTaken() {
        webadmin.pluginEnabled(false); // nobody else answers
        try (TestingWebadmin stranger = TestingWebadmin.start();
                Visitor visitor = visit()) {
            visitor.page()
                    .evaluate(
                            """
                            async ([other, url, token]) => {
                              const frame = document.createElement("iframe");
                              frame.title = "another";
                              frame.src = other;
                              document.body.append(frame);
                              await new Promise((resolve) => frame.addEventListener("load", resolve));
                              window.addEventListener("message", ({ data }) => {
                                if (data.type === "v2v-token-request") frame.contentWindow.postMessage({ request: data, token }, "*");
                              });
                              webadmin.showFrame("Pages", url);
                            }
                            """,
                            List.of(stranger.otherPage(), estate.engine().address() + "/v2v/hosts", token));
            assertThat(frame(visitor).getByText("oVirt does not say who you are"))
                    .isVisible();
            assertThat(
                            visitor.page()
                                    .evaluate(
                                            "() => webadmin.messages.filter(({data}) => data === 'answered by another').length"))
                    .isNotEqualTo(0);
            assertThat(frame(visitor).getByText("127.0.0.1")).hasCount(0);
            assertThat(Accessibility.violationsIn(visitor.page(), "iframe[name=content]"))
                    .isEmpty();
        }
    }

    @Test
    void withoutTheAddressOfTheEngineThePluginSaysWhatToDo() {
        try (TestingWebadmin unfinished = TestingWebadmin.start()) {
            unfinished.engine("").user(USER, token, "en-US");
            try (Visitor visitor = browser.visit(unfinished, estate.engine(), Look.WIDE)) {
                assertThat(visitor.page().getByRole(AriaRole.STATUS)).containsText("v2v-config.json");
                assertThat(menu(visitor, "Proxy hosts")).hasCount(0);
            }
        }
    }

    private Visitor visit() {
        return browser.visit(webadmin, estate.engine(), Look.WIDE);
    }

    private static FrameLocator frame(Visitor visitor) {
        return visitor.page().frameLocator("iframe[name=content]");
    }

    private static Locator menu(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(AriaRole.NAVIGATION)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @SuppressWarnings("unchecked")
    private static List<String> log(Visitor visitor) {
        return (List<String>) visitor.page().evaluate("() => webadmin.log");
    }

    /** How often pages have asked who is signed in. */
    private static int requests(Visitor visitor) {
        return (int) visitor.page()
                .evaluate("() => webadmin.messages.filter(({data}) => data.type === 'v2v-token-request').length");
    }

    private List<String> users() {
        return StreamSupport.stream(
                        estate.client().get("/users").accepted().path("user").spliterator(), false)
                .map(user -> user.path("user_name").asText())
                .toList();
    }

    /** Users are known here when they have been seen. */
    private void allow(String user, String role) {
        estate.engine().anonymous().withToken(sso.signIn(user)).get("");
        ObjectNode permission = EngineClient.JSON.createObjectNode();
        permission.set("user", EngineClient.named(user + "@ovirt"));
        permission.set("role", EngineClient.named(role));
        estate.client().post("/permissions", permission).accepted();
    }
}
