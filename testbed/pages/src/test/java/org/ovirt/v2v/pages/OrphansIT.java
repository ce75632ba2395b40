package org.ovirt.v2v.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.testbed.TestingFolder;

/** What lies in an export domain and belongs to no machine. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SAME_THREAD)
class OrphansIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RUNNING = "running";

    @Test
    void whatARunningImportHasStagedIsNoneAndWhatIsLeftIsOneUntilItIsRemoved() throws IOException {
        try (Estate estate = Estate.furnished();
                TestingBrowser browser = TestingBrowser.start();
                Visitor visitor = browser.visit(estate.engine(), Look.WIDE)) {
            estate.virtV2v().stoppingAt("Copying disk 1/1", RUNNING);
            String running = estate.startImport(0, RUNNING);
            Awaitility.await("virt-v2v copies").atMost(SOON).until(() -> estate.virtV2v()
                    .reached(RUNNING));
            List<Path> staged = estate.domain().staged();
            assertThat(staged).as("what the import has staged").hasSize(1);
            assertThat(orphans(estate)).isEmpty();

            Path left = staged.get(0).resolveSibling(UUID.randomUUID().toString());
            Files.createDirectory(left);
            Files.write(left.resolve("disk"), new byte[2048]);
            visitor.open("/storage/" + estate.domainId());
            SignIn.of(visitor).asAdministrator();
            Locator found = found(visitor);
            assertThat(found).hasText("1 folder that no machine needs, 2 KiB");
            found.click();
            assertThat(visitor.page().getByText(".v2v/" + left.getFileName())).isVisible();
            assertThat(visitor.page().getByText(staged.get(0).getFileName().toString()))
                    .hasCount(0);

            TestingFolder.delete(left);
            visitor.page().waitForResponse(Pattern.compile(".*/check$"), () -> visitor.page()
                    .reload());
            assertThat(found).hasCount(0);
            assertThat(orphans(estate)).isEmpty();

            estate.virtV2v().release(RUNNING);
            estate.awaitStatus(running, "succeeded");
            assertThat(orphans(estate)).isEmpty();
            assertThat(visitor.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(RUNNING)))
                    .containsText("Complete");
            assertThat(found).hasCount(0);
            visitor.assertNothingWrong();
        }
    }

    private static Locator found(Visitor visitor) {
        return visitor.page()
                .getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("that no machine needs")));
    }

    private static JsonNode orphans(Estate estate) {
        return estate.client()
                .get("/storagedomains/" + estate.domainId() + "/check")
                .accepted()
                .path("orphan");
    }
}
