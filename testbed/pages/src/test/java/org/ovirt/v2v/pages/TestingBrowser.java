package org.ovirt.v2v.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingOidc;
import org.ovirt.v2v.testbed.rules.NeedsPeer;

/** Debian's Chromium, without a screen. To be used by one thread. */
@NeedsPeer
final class TestingBrowser implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private TestingBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static TestingBrowser start() {
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
        return new TestingBrowser(playwright, browser);
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

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
