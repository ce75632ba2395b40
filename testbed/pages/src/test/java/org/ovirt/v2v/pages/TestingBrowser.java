package org.ovirt.v2v.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingOidc;
import org.ovirt.v2v.testbed.rules.NeedsPeer;

/** Debian's Chromium, without a screen: one for all tests, of which one runs at a time, since to start it costs seconds. */
@NeedsPeer
final class TestingBrowser implements AutoCloseable {
    private static Optional<TestingBrowser> shared = Optional.empty();

    private final Browser browser;

    private TestingBrowser(Browser browser) {
        this.browser = browser;
    }

    /** The one that there is, or another one if it has ended. */
    static synchronized TestingBrowser start() {
        TestingBrowser running = shared.filter(one -> one.browser.isConnected()).orElseGet(TestingBrowser::launch);
        shared = Optional.of(running);
        return running;
    }

    private static TestingBrowser launch() {
        Path chromium = Command.require("chromium", "chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.TIME_OUT);
        // the driver brings its own Node, and would fetch browsers of its own beside it
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        // root has no sandbox; nothing is loaded but the engine's pages
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--disable-background-networking", "--disable-component-update")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "browser"));
        return new TestingBrowser(browser);
    }

    /** A window of somebody who has never been here. */
    Visitor visit(EngineProcess engine, Look look) {
        return Visitor.of(browser, engine, look);
    }

    /** A window of somebody who is known at an OpenID Connect provider. */
    Visitor visit(TestingOidc provider, EngineProcess engine, Look look) {
        return Visitor.of(browser, engine, look, provider.issuer() + "/");
    }

    /** A window with a webadmin that shows the pages of this engine. */
    Visitor visit(TestingWebadmin webadmin, EngineProcess engine, Look look) {
        Visitor visitor = Visitor.of(browser, engine, look, webadmin.origin() + "/ovirt-engine/");
        visitor.page().navigate(webadmin.address());
        return visitor;
    }

    /** Closes what is open in it; the browser itself ends with the tests. */
    @Override
    public void close() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }
}
