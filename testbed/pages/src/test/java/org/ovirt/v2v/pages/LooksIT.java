package org.ovirt.v2v.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, with nothing to show and with something, in both themes, on a wide and on a narrow screen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class LooksIT {
    private static final String COPYING = "Copying disk 1/1";

    /** Those that no navigation leads to, by what they are called in pictures. */
    private final Map<String, String> details = new LinkedHashMap<>();

    private Estate empty;
    private Estate furnished;
    private TestingBrowser browser;

    @BeforeAll
    void start() {
        browser = TestingBrowser.start();
        empty = Estate.empty();
        furnished = Estate.furnished();
        furnish();
    }

    /** One import of each fate. */
    private void furnish() {
        String succeeded = furnished.startImport(0, "web-server");
        furnished.awaitStatus(succeeded, "succeeded");
        furnished.virtV2v().failingAt("Opening the source", "libguestfs error: could not open the disk");
        String failed = furnished.startImport(1, "a-machine-whose-name-is-as-long-as-names-may-be-in-practice");
        furnished.awaitStatus(failed, "failed");
        furnished.virtV2v().succeeding().stoppingAt(COPYING, "copying");
        String running = furnished.startImport(2, "database");
        furnished.awaitStatus(running, "converting");
        furnished.startImport(3, "mail");
        details.put("import succeeded", "/imports/" + succeeded);
        details.put("import failed", "/imports/" + failed);
        details.put("import running", "/imports/" + running);
        details.put("export domain", "/storage/" + furnished.domainId());
    }

    @AfterAll
    void stop() {
        furnished.virtV2v().release("copying");
        furnished.close();
        empty.close();
        browser.close();
    }

    static List<Look> looks() {
        return Look.all();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everybodyCanUseEveryPageOfAnEmptyEngine(Look look) {
        assertUsable(empty, look, pages(empty), "-empty");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everybodyCanUseEveryPageOfABusyEngine(Look look) {
        Map<String, String> pages = pages(furnished);
        pages.putAll(details);
        assertUsable(furnished, look, pages, "");
    }

    private void assertUsable(Estate estate, Look look, Map<String, String> pages, String suffix) {
        List<String> wrong = new ArrayList<>();
        try (Visitor visitor = browser.visit(estate.engine(), look).open("/")) {
            note(wrong, "sign-in", visitor);
            SignIn.of(visitor).asAdministrator();
            pages.forEach((name, path) -> {
                visitor.open(path);
                Frame.of(visitor).awaitLoaded();
                note(wrong, name, visitor);
                Screenshots.take(visitor, name.toLowerCase(Locale.ROOT).replace(' ', '-') + suffix);
            });
            assertThat(wrong).as("in the look %s", look).isEmpty();
            visitor.assertNothingWrong();
        }
    }

    private static void note(List<String> wrong, String name, Visitor visitor) {
        Accessibility.violations(visitor.page()).forEach(violation -> wrong.add(name + ": " + violation));
        if (visitor.isWiderThanTheScreen()) {
            wrong.add(name + ": has to be scrolled sideways");
        }
    }

    /** Those of the navigation, which a narrow screen hides. */
    private Map<String, String> pages(Estate estate) {
        try (Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/")) {
            SignIn.of(visitor).asAdministrator();
            Map<String, String> pages = Frame.of(visitor).addresses();
            assertThat(pages).isNotEmpty();
            return pages;
        }
    }
}
