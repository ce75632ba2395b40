package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingPki;

/** How much comes over the line before the pages can be used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class BudgetIT {
    private static final long MOST_BYTES = 300_000;

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
    void theFirstLoadIsSmall() {
        try (Visitor visitor = browser.visit(engine, Look.WIDE)) {
            Traffic traffic = Traffic.of(visitor);
            visitor.open("/");
            assertThat(SignIn.of(visitor).heading()).isVisible();
            // fonts and all
            visitor.page().waitForLoadState(LoadState.NETWORKIDLE);
            long signIn = traffic.bytes();
            SignIn.of(visitor).asAdministrator();
            Frame.of(visitor).awaitLoaded();
            visitor.page().evaluate("() => document.fonts.ready.then(() => true)");
            System.out.println("MEASURED first load of the pages: " + signIn / 1000 + " kB until the sign-in, "
                    + traffic.bytes() / 1000 + " kB until the dashboard");
            assertThat(signIn).as("%s", traffic).isPositive().isLessThan(MOST_BYTES);
            assertThat(traffic.toString())
                    .as("what draws charts, in an engine that has copied nothing")
                    .contains("DashboardPage")
                    .doesNotContain("CopiedChart");
        }
    }
}
