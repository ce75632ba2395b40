package org.ovirt.v2v.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What keeps people out who use a keyboard, a screen reader, or need contrast, as far as axe finds it. */
final class Accessibility {
    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** Those that another theme or width of a page may break that keeps the others. */
    private static final List<String> RULES_OF_LOOKS = List.of(
            "aria-hidden-focus",
            "button-name",
            "color-contrast",
            "label",
            "link-in-text-block",
            "link-name",
            "page-has-heading-one",
            "scrollable-region-focusable",
            "target-size");

    private static final Duration SETTLED = Duration.ofSeconds(5);

    private Accessibility() {}

    /** What is wrong with what the page shows, where and why; while parts of it are still being loaded, others may be missing. */
    static List<String> violations(Page page) {
        return violations(() -> of(page).withTags(STANDARDS));
    }

    /** Of a page that has been looked at in another theme or width: what depends on those, which is the smaller part. */
    static List<String> violationsOfLook(Page page) {
        return violations(() -> of(page).withRules(RULES_OF_LOOKS));
    }

    /** The same for a part of it, such as a frame. */
    static List<String> violationsIn(Page page, String part) {
        return violations(() -> new AxeBuilder(page).include(part).withTags(STANDARDS));
    }

    private static AxeBuilder of(Page page) {
        // without frames; for those axe would open a window each time
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private static List<String> violations(Supplier<AxeBuilder> axe) {
        List<String> found = violationsNow(axe.get());
        Instant end = Instant.now().plus(SETTLED);
        while (!found.isEmpty() && Instant.now().isBefore(end)) {
            found = violationsNow(axe.get());
        }
        return found;
    }

    private static List<String> violationsNow(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream().map(node -> described(rule, node)))
                .toList();
    }

    private static String described(Rule rule, CheckedNode node) {
        return rule.getId() + ": " + rule.getHelp() + "\n    " + node.getHtml() + "\n    " + node.getFailureSummary();
    }
}
