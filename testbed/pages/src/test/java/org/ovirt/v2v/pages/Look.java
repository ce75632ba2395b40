package org.ovirt.v2v.pages;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** How somebody looks at the pages: in the light or the dark theme, on a wide or a narrow screen. */
record Look(ColorScheme theme, int width, int height) {
    static final Look WIDE = new Look(ColorScheme.LIGHT, 1280, 800);
    static final Look NARROW = new Look(ColorScheme.LIGHT, 390, 844);

    static List<Look> all() {
        return List.of(WIDE, WIDE.dark(), NARROW, NARROW.dark());
    }

    /** Both themes and both widths, each once. */
    static List<Look> opposites() {
        return List.of(WIDE, NARROW.dark());
    }

    Look dark() {
        return new Look(ColorScheme.DARK, width, height);
    }

    /** As part of a file's name. */
    String suffix() {
        return (width == WIDE.width ? "" : "-narrow") + (theme == ColorScheme.DARK ? "-dark" : "");
    }

    @Override
    public String toString() {
        return theme.name().toLowerCase(Locale.ROOT) + ", " + width + " pixels";
    }
}
