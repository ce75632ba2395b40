package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The order in which imports begin. */
class QueueIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void anImportThatIsDraggedBeginsWhereItWasDropped() {
        try (Estate estate = Estate.furnished();
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE).open("/queue")) {
            estate.startQueuedImport("DC0_C0_RP0_VM0", "first");
            estate.startQueuedImport("DC0_C0_RP0_VM1", "second");
            estate.startQueuedImport("DC0_C0_RP0_VM2", "third");
            awaitOrder(estate, "first", "second", "third");
            SignIn.of(visitor).asAdministrator();
            Administrator administrator = new Administrator(visitor);

            drag(administrator, "third", "first", true);
            awaitOrder(estate, "third", "first", "second");
            assertThat(administrator.page().getByRole(AriaRole.ROW).nth(1)).containsText("third");

            drag(administrator, "third", "first", false);
            awaitOrder(estate, "first", "third", "second");
            visitor.assertNothingWrong();
        }
    }

    /** Onto the upper or the lower half of another row. */
    private static void drag(Administrator administrator, String moved, String onto, boolean above) {
        Locator row = administrator.row(onto);
        double height = row.boundingBox().height;
        administrator
                .row(moved)
                .getByTitle("Drag to another place; the priority does the same")
                .dragTo(row, new Locator.DragToOptions().setTargetPosition(60, above ? 3 : height - 3));
    }

    private static void awaitOrder(Estate estate, String... names) {
        Awaitility.await("order of the queue")
                .atMost(SOON)
                .until(() -> order(estate), order -> order.equals(List.of(names)));
    }

    private static List<String> order(Estate estate) {
        JsonNode waiting =
                estate.client().get("/imports?status=queued").accepted().path("import");
        return StreamSupport.stream(waiting.spliterator(), false)
                .sorted(Comparator.comparingInt(each -> each.path("place").asInt()))
                .map(each -> each.path("name").asText())
                .toList();
    }
}
