package org.ovirt.v2v.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * Every page and dialog, with nothing to show and with something, in both themes, on a wide and on a narrow screen. Each is opened
 * once: its window is then made narrow, and the system's theme changed, before the same person's eyes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LooksIT {
    /** More than are drawn at once. */
    private static final int MACHINES = 150;

    /** Of the machines that are being copied; nothing is in them. */
    private static final long DISK_BYTES = 20L << 30;

    /** In all looks, and all that axe finds in each: pictures are made of all looks. */
    private static final boolean ALL = Screenshots.areWanted() || Boolean.getBoolean("testbed.looks.all");

    /** The colours are the same at each width. */
    private static final List<Look> LOOKS = ALL ? Look.all() : Look.opposites();

    private Estate estate;
    private BusyEstate busy;
    private TestingBrowser browser;
    private Visitor visitor;
    private Map<String, String> pages;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path disk = folder.resolve("disk");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
        }
        estate = Estate.empty(TestingVCenter.builder()
                .machines(MACHINES)
                .disk(disk, "DC0_C0_RP0_VM3", "DC0_C0_RP0_VM4")
                .running("DC0_C0_RP0_VM1", "DC0_C0_RP0_VM10")
                .start());
        browser = TestingBrowser.start();
        visitor = browser.visit(estate.engine(), Look.WIDE).open("/");
        assertGood(Sight.page("sign-in", "/"), LOOKS);
        visitor.lookAs(Look.WIDE);
        SignIn.of(visitor).asAdministrator();
        pages = Frame.of(visitor).addresses();
        assertThat(pages).isNotEmpty();
    }

    @AfterAll
    void stop() {
        if (busy != null) {
            busy.close();
        }
        browser.close();
        estate.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> everybodyCanUseEveryPageOfAnEmptyEngine() {
        return Sights.pages(pages)
                .map(sight -> inLooks(new Sight(sight.name() + "-empty", sight.path(), sight.opening())));
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> everybodyCanUseEveryPageOfABusyEngine() {
        busy = BusyEstate.furnish(estate);
        return Stream.concat(Sights.pages(pages), Sights.details(busy).stream()).map(this::inLooks);
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> everybodyCanUseEveryDialog() {
        return Sights.dialogs(busy).stream().map(this::inLooks);
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> everybodyCanUseEveryMenu() {
        return Sights.menus().stream()
                .map(sight -> dynamicTest(sight.name(), () -> {
                    for (Look look : LOOKS) {
                        visitor.lookAs(look); // nobody changes the window's size with a menu open
                        sight.open(new Administrator(visitor));
                        assertGood(sight, List.of(look));
                    }
                }));
    }

    @TestFactory
    @Order(4)
    Stream<DynamicTest> everybodyCanUseTheWizard() {
        return Sights.wizard().stream().map(this::inLooks);
    }

    @TestFactory
    @Order(5)
    Stream<DynamicTest> longerTextsOfAnotherLanguageHaveRoom() {
        visitor.speak("de");
        return Stream.concat(Sights.pages(pages), Sights.details(busy).stream())
                .map(sight -> dynamicTest(sight.name(), () -> assertHasRoom(sight)));
    }

    private DynamicTest inLooks(Sight sight) {
        return dynamicTest(sight.name(), () -> {
            visitor.lookAs(Look.WIDE);
            sight.open(new Administrator(visitor));
            assertGood(sight, LOOKS);
        });
    }

    private void assertGood(Sight sight, List<Look> looks) {
        List<String> wrong = new ArrayList<>();
        for (Look look : looks) {
            visitor.lookAs(look);
            violations(look, looks).forEach(violation -> wrong.add(look + ": " + violation));
            if (visitor.isWiderThanTheScreen()) {
                wrong.add(look + ": has to be scrolled sideways");
            }
            Screenshots.take(visitor, sight.name());
        }
        assertThat(wrong).as(sight.name()).isEmpty();
        visitor.assertNothingWrong();
    }

    /** In the second look, which shows the same, only what theme and width can break. */
    private List<String> violations(Look look, List<Look> looks) {
        return ALL || look.equals(looks.get(0))
                ? Accessibility.violations(visitor.page())
                : Accessibility.violationsOfLook(visitor.page());
    }

    private void assertHasRoom(Sight sight) {
        sight.open(new Administrator(visitor));
        for (Look look : List.of(Look.WIDE, Look.NARROW)) {
            visitor.lookAs(look);
            Screenshots.take(visitor, sight.name() + "-de");
            assertThat(visitor.isWiderThanTheScreen())
                    .as("%s, %s: scrolls sideways", sight, look)
                    .isFalse();
        }
    }
}
