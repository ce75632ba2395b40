package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.ovirt.v2v.testbed.EngineClient.named;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine goes away under an open page, and comes back. */
class OutageIT {
    private static final double SOON = 20_000;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
    void anOpenPageSaysThatTheEngineIsAwayAndGoesOnByItself() {
        try (Estate estate = Estate.furnished();
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/hosts")) {
            SignIn.of(visitor).asAdministrator();
            Frame frame = Frame.of(visitor);
            assertThat(visitor.page().getByText(Estate.HOST, exactly())).isVisible();
            visitor.page().evaluate("() => { window.sameAsBefore = true; }");

            estate.engine().stop();
            assertThat(frame.awayNotice()).isVisible(within(SOON));
            Screenshots.take(visitor, "engine-away");

            // a page whose files have not been loaded before
            frame.link("Providers").click();

            estate.engine().restart();
            assertThat(frame.heading("Providers")).isVisible(within(SOON));
            frame.open("Proxy hosts");
            assertThat(frame.awayNotice()).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(SOON));
            assertThat(visitor.page().getByText(Estate.HOST, exactly())).isVisible();
            // what changes from now on is seen too, by whoever it is changed
            estate.client().put("/hosts/" + hostId(estate), named("renamed")).accepted();
            assertThat(visitor.page().getByText("renamed", exactly())).isVisible(within(SOON));
            org.assertj.core.api.Assertions.assertThat(visitor.page().evaluate("() => window.sameAsBefore"))
                    .as("not loaded again")
                    .isEqualTo(true);
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
    void aFileThatDoesNotComeIsAskedForAgain() {
        try (Estate estate = Estate.furnished();
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/hosts")) {
            SignIn.of(visitor).asAdministrator();
            Frame frame = Frame.of(visitor);
            frame.awaitLoaded();
            visitor.page().evaluate("() => { window.sameAsBefore = true; }");
            List<String> lost = new ArrayList<>();
            visitor.page().route(Pattern.compile("/assets/(ProvidersPage|providers)-[^/]*$"), route -> {
                if (lost.contains(route.request().url())) {
                    route.resume();
                } else {
                    lost.add(route.request().url());
                    route.abort("connectionclosed");
                }
            });

            frame.open("Providers");

            assertThat(visitor.page().getByText(Estate.PROVIDER, exactly())).isVisible();
            org.assertj.core.api.Assertions.assertThat(lost).hasSizeGreaterThanOrEqualTo(2);
            org.assertj.core.api.Assertions.assertThat(visitor.page().evaluate("() => window.sameAsBefore"))
                    .as("not loaded again")
                    .isEqualTo(true);
        }
    }

    private static String hostId(Estate estate) {
        return estate.client()
                .get("/hosts")
                .accepted()
                .path("host")
                .path(0)
                .path("id")
                .asText();
    }

    private static com.microsoft.playwright.Page.GetByTextOptions exactly() {
        return new com.microsoft.playwright.Page.GetByTextOptions().setExact(true);
    }

    private static LocatorAssertions.IsVisibleOptions within(double milliseconds) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(milliseconds);
    }
}
