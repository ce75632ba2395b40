package org.ovirt.v2v.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovirt.v2v.testbed.EngineProcess;

/** Somebody with a window of a browser, who writes down what the browser complains of and what it loads from elsewhere. */
final class Visitor implements AutoCloseable {
    /** How long what is to be seen may take, in milliseconds. */
    static final double TIME_OUT = 20_000;

    /** How long a page may take to load with all that it needs, in milliseconds, while other tests keep the processors busy. */
    private static final double LOAD_TIME_OUT = 60_000;

    private static final int MOST_SHOWN = 1_500;

    /** What those saw at the end who have left; one test runs at a time. */
    private static final List<String> LAST_SHOWN = new CopyOnWriteArrayList<>();

    /** The browser tells of every answer that is no success, some of which the pages expect. */
    private static final Pattern ANSWERED = Pattern.compile("Failed to load resource: .*");

    private final BrowserContext context;
    private final Page page;
    private final String base;
    /** What the addresses begin with that something may be loaded from. */
    private final List<String> places;

    private Look look;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> defects = new ArrayList<>();
    private final Set<Request> waiting = new LinkedHashSet<>();

    private Visitor(BrowserContext context, Page page, String base, List<String> places, Look look) {
        this.context = context;
        this.page = page;
        this.base = base;
        this.places = places;
        this.look = look;
    }

    /**
     * Of this engine.
     *
     * @param others what the addresses of pages elsewhere begin with that are visited too
     */
    static Visitor of(Browser browser, EngineProcess engine, Look look, String... others) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setLocale("en-US")
                .setColorScheme(look.theme())
                .setViewportSize(look.width(), look.height()));
        context.setDefaultTimeout(TIME_OUT);
        context.setDefaultNavigationTimeout(LOAD_TIME_OUT);
        List<String> places = new ArrayList<>(List.of(engine.address() + "/"));
        places.addAll(List.of(others));
        Visitor visitor = new Visitor(context, context.newPage(), engine.address(), List.copyOf(places), look);
        visitor.watch();
        return visitor;
    }

    private void watch() {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !ANSWERED.matcher(message.text()).matches()) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            waiting.add(request);
            if (places.stream().noneMatch(request.url()::startsWith)
                    && !request.url().startsWith("data:")) {
                foreign.add(request.url());
            }
        });
        page.onRequestFinished(waiting::remove);
        page.onRequestFailed(waiting::remove);
        page.onResponse(this::judge);
    }

    private void judge(Response response) {
        if (response.status() >= 500 && response.status() != 503) {
            defects.add(response.request().method() + " " + response.url() + ": " + response.status());
        }
    }

    /** Opens a page by its address, as in {@code /hosts}. */
    Visitor open(String path) {
        page.navigate(base + "/v2v" + path);
        return this;
    }

    Page page() {
        return page;
    }

    /** Looks at the same page in another way: the window gets another size, the system another theme. */
    void lookAs(Look other) {
        look = other;
        page.setViewportSize(other.width(), other.height());
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(other.theme()).setReducedMotion(ReducedMotion.REDUCE));
    }

    /** Prefers this language from the next page on. */
    void speak(String language) {
        page.evaluate("language => localStorage.setItem('v2v.language', language)", language);
    }

    /** What was typed and not sent is kept in the browser's tab. */
    void forgetTyped() {
        page.evaluate("() => sessionStorage.clear()");
    }

    Look look() {
        return look;
    }

    BrowserContext context() {
        return context;
    }

    /** Whether it stays so: menus that are open follow the window's size a moment later. What the masthead cuts off counts too. */
    boolean isWiderThanTheScreen() {
        return (boolean)
                page.evaluate(
                        """
                () => new Promise(tell => {
                    const look = left => {
                        const isWider = document.documentElement.scrollWidth > window.innerWidth
                            || [...document.querySelectorAll('header button')]
                                .some(each => each.getBoundingClientRect().right > window.innerWidth);
                        if (!isWider || left === 0) tell(isWider); else setTimeout(() => look(left - 1), 50);
                    };
                    look(40);
                })""");
    }

    /** Fails if the browser has complained, or has loaded anything from elsewhere. */
    void assertNothingWrong() {
        assertThat(complaints).as("what the browser complains of").isEmpty();
        assertThat(foreign).as("what is not the engine's").isEmpty();
        assertThat(defects).as("defects of the engine").isEmpty();
    }

    /** What visitors saw when they left, since {@link #forgetShown}. */
    static List<String> lastShown() {
        return List.copyOf(LAST_SHOWN);
    }

    static void forgetShown() {
        LAST_SHOWN.clear();
    }

    @Override
    public void close() {
        LAST_SHOWN.add(shown());
        context.close();
    }

    /** Streams are among them. */
    private String unanswered() {
        return waiting.stream()
                .map(request -> request.method() + " " + request.url())
                .collect(Collectors.joining(", ", " unanswered: [", "]"));
    }

    private String shown() {
        try {
            String text = page.innerText("body").replaceAll("\\s+", " ");
            return page.url() + ": " + text.substring(0, Math.min(text.length(), MOST_SHOWN)) + " " + complaints
                    + unanswered();
        } catch (PlaywrightException e) {
            return "nothing any more (" + e.getMessage() + ")";
        }
    }
}
