package org.ovirt.v2v.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.Optional;

/** Pictures of the pages, in a folder that the system property {@value #PROPERTY} names; none are made otherwise. */
final class Screenshots {
    static final String PROPERTY = "testbed.screenshots";

    private Screenshots() {}

    /** As a file such as {@code hosts-narrow-dark.png}. */
    static void take(Visitor visitor, String name) {
        Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(folder -> !folder.isEmpty())
                .ifPresent(folder -> visitor.page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setPath(Path.of(folder, name + visitor.look().suffix() + ".png"))
                                .setAnimations(ScreenshotAnimations.DISABLED)
                                .setFullPage(true)));
    }
}
