package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    /** What is done to what imports use, as its buttons are called on the pages. */
    private static final Set<String> CONFIGURING =
            Set.of("Add proxy host", "Add export domain", "Add provider", "Edit", "Remove");

    /** What is done with imports. */
    private static final Set<String> IMPORTING = Set.of(
            "Import",
            "Test",
            "Cancel import",
            "Try again",
            "Pause",
            "Resume the queue",
            "Priority",
            "Remove from the export domain");

    private static final String COPYING = "Copying disk 1/1";

    private Estate estate;
    private TestingBrowser browser;
    private String succeeded;
    private String failed;
    private String running;
    private String queued;

    @BeforeAll
    void start() {
        browser = TestingBrowser.start();
        estate = Estate.furnished();
        succeeded = estate.startImport("DC0_C0_RP0_VM0", "succeeded");
        estate.awaitStatus(succeeded, "succeeded");
        estate.virtV2v().failingAt("Opening the source", "no");
        failed = estate.startImport("DC0_C0_RP0_VM1", "failed");
        estate.awaitStatus(failed, "failed");
        estate.virtV2v().succeeding().stoppingAt(COPYING, "running");
        running = estate.startImport("DC0_C0_RP0_VM2", "running");
        estate.awaitStatus(running, "converting");
        queued = estate.startQueuedImport("DC0_C0_RP0_VM3", "queued");
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
            assertThat(offered(visitor)).isEmpty();
            assertThat(answers(visitor, configuring())).as("%s", configuring()).containsOnly(403);
            assertThat(answers(visitor, importing())).as("%s", importing()).containsOnly(403);
            assertThat(answers(visitor, List.of("GET /hosts", "GET /imports/" + failed)))
                    .containsOnly(200);
            visitor.assertNothingWrong();
        }
    }

    @Test
    void anOperatorIsOfferedImportsAndNoChangesOfWhatTheyUse() {
        String operator = estate.addUser("operator", "ImportOperator");
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).as(operator, Estate.PASSWORD);
            assertThat(offered(visitor)).isEqualTo(IMPORTING);
            assertThat(answers(visitor, configuring())).as("%s", configuring()).containsOnly(403);
            assertThat(answers(visitor, importing())).as("%s", importing()).doesNotContain(401, 403, 404, 405);
            visitor.assertNothingWrong();
        }
    }

    @Test
    void anOperatorOfOneDataCenterIsOfferedItsImportsAndRefusedNothing() {
        String operator = estate.addUser("local", "ImportOperator", Estate.DATA_CENTER);
        List<String> refused = new ArrayList<>();
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).as(operator, Estate.PASSWORD);
            visitor.page().onResponse(response -> {
                if (response.status() == 403) {
                    refused.add(response.url());
                }
            });
            Set<String> ofOneDataCenter = new TreeSet<>(IMPORTING);
            ofOneDataCenter.remove("Resume the queue");
            assertThat(offered(visitor)).isEqualTo(ofOneDataCenter);
            assertThat(refused).isEmpty();
            visitor.assertNothingWrong();
        }
    }

    @Test
    void anAdministratorIsOfferedAll() {
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).asAdministrator();
            assertThat(offered(visitor)).containsAll(IMPORTING).containsAll(CONFIGURING);
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

    /** What of {@link #CONFIGURING} and {@link #IMPORTING} is offered on any page, or in a menu there. */
    private Set<String> offered(Visitor visitor) {
        Set<String> found = new TreeSet<>();
        Frame frame = Frame.of(visitor);
        for (String name : frame.addresses().keySet()) {
            frame.open(name);
            addOffered(found, visitor.page());
        }
        details().values().forEach(path -> {
            visitor.open(path);
            frame.awaitLoaded();
            addOffered(found, visitor.page());
        });
        found.retainAll(known());
        return found;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(CONFIGURING);
        known.addAll(IMPORTING);
        return known;
    }

    private static void addOffered(Set<String> found, Page page) {
        Locator main = page.getByRole(AriaRole.MAIN);
        for (AriaRole role : List.of(AriaRole.BUTTON, AriaRole.LINK)) {
            main.getByRole(role).allTextContents().forEach(text -> found.add(text.strip()));
        }
        if (main.getByLabel(Pattern.compile("^Priority of")).count() > 0) {
            found.add("Priority");
        }
        for (Locator menu : main.getByRole(
                        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Actions of")))
                .all()) {
            menu.click();
            assertThat(page.getByRole(AriaRole.MENUITEM).first()).isVisible();
            page.getByRole(AriaRole.MENUITEM).allTextContents().forEach(text -> found.add(text.strip()));
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.MENUITEM)).hasCount(0);
        }
    }

    /** The pages that no navigation leads to. */
    private Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("a provider", "/providers/" + estate.providerId());
        details.put("its imports", "/providers/" + estate.providerId() + "?tab=imports");
        details.put("its events", "/providers/" + estate.providerId() + "?tab=events");
        details.put("an export domain", "/storage/" + estate.domainId());
        details.put("an import that succeeded", "/imports/" + succeeded);
        details.put("one that failed", "/imports/" + failed);
        details.put("one that runs", "/imports/" + running);
        details.put("one that waits", "/imports/" + queued);
        return details;
    }

    /** The calls behind the buttons that change what imports use. */
    private List<String> configuring() {
        String host = "/hosts/" + estate.hostId();
        String domain = "/storagedomains/" + estate.domainId();
        String provider = "/externalvmproviders/" + estate.providerId();
        return List.of(
                "POST /datacenters",
                "POST /clusters",
                "POST /hosts",
                "PUT " + host,
                "DELETE " + host,
                "POST /storagedomains",
                "DELETE " + domain,
                "POST /externalvmproviders",
                "POST /externalvmproviders/fetchcertificate",
                "POST /externalvmproviders/fetchhostkeys",
                "PUT " + provider,
                "DELETE " + provider);
    }

    /** The calls behind the buttons that deal with imports; that of an import that has ended is none that an import is lost by. */
    private List<String> importing() {
        String provider = "/externalvmproviders/" + estate.providerId();
        String ended = "/imports/" + succeeded;
        return List.of(
                "POST " + provider + "/testconnectivity",
                "POST " + provider + "/import",
                "POST " + ended + "/cancel",
                "POST " + ended + "/retry",
                "POST " + ended + "/pause",
                "POST " + ended + "/resume",
                "PUT " + ended,
                "POST /importqueue/pause");
    }

    /** How the engine answers a script of the page; each call is a method and a path. */
    private static List<Integer> answers(Visitor visitor, List<String> calls) {
        return calls.stream()
                .map(call -> call.split(" ", 2))
                .map(call -> answer(visitor, call[0], call[1]))
                .toList();
    }

    private static int answer(Visitor visitor, String method, String path) {
        return (int) visitor.page()
                .evaluate(
                        """
                        ([method, path]) => fetch('/ovirt-engine/api' + path, {
                            method,
                            headers: {'V2V-Pages': '1', Accept: 'application/json', 'Content-Type': 'application/json'},
                            body: method === 'GET' || method === 'DELETE' ? undefined : '{}'
                        }).then(answer => answer.status)""",
                        List.of(method, path));
    }
}
