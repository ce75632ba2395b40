package org.ovirt.v2v.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/** Pictures of the pages, in a folder that the system property {@value #PROPERTY} names; none are made otherwise. */
final class Screenshots {
    static final String PROPERTY = "testbed.screenshots";

    /** How much of the page, or of the dialog that is open, is only seen by scrolling. */
    private static final String HIDDEN_HEIGHT =
            """
            () => Math.max(0, ...[...document.querySelectorAll('main, [role=dialog], [role=dialog] > *')]
                .map(each => each.scrollHeight - each.clientHeight))""";

    private static final int HIGHEST = 2_400;

    private Screenshots() {}

    static boolean areWanted() {
        return !System.getProperty(PROPERTY, "").isEmpty();
    }

    /** As a file such as {@code hosts-narrow-dark.png}; of a page or dialog that has to be scrolled the whole. */
    static void take(Visitor visitor, String name) {
        if (!areWanted()) {
            return;
        }
        Page page = visitor.page();
        Look look = visitor.look();
        int hidden = (int) page.evaluate(HIDDEN_HEIGHT);
        page.setViewportSize(look.width(), Math.min(look.height() + hidden, HIGHEST));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty(PROPERTY), name + look.suffix() + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
        page.setViewportSize(look.width(), look.height());
    }
}
