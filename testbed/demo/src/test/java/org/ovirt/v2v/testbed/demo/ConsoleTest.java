package org.ovirt.v2v.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void aTerminalShowsHowLongSomethingGoesOn() {
        Console console = console(true);
        String result = console.during("Starting", () -> {
            await().until(() -> text().contains("Starting ... 0:00"));
            return "started";
        });
        console.say("Next");

        assertThat(result).isEqualTo("started");
        assertThat(text()).startsWith("\r\033[KStarting ... 0:00").endsWith("\r\033[KStarting: done in 0:00\nNext\n");
    }

    @Test
    void whereThereIsNoTerminalOnlyLinesAreWritten() {
        Console console = console(false);
        console.show("10 %");
        console.show("20 %");
        console.say("Done");

        assertThat(text()).isEqualTo("Done\n");
    }

    @Test
    void whatTakesLongIsMentionedThereToo() {
        Console console = console(false);
        console.during("Starting", () -> {
            await().until(() -> text().equals("Starting ...\n"));
            return "";
        });

        assertThat(text()).matches("Starting \\.\\.\\.\n  done in 0:0\\d\n");
    }

    @Test
    void whatFailsIsPassedOnAndTheLineEnds() {
        Console console = console(true);
        assertThatThrownBy(() -> console.during("Starting", () -> {
                    await().until(() -> text().contains("Starting"));
                    throw new DemoException("why");
                }))
                .hasMessage("why");

        assertThat(text()).endsWith("\n");
    }

    private Console console(boolean terminal) {
        return new Console(new PrintStream(screen, true, StandardCharsets.UTF_8), terminal);
    }

    private String text() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
