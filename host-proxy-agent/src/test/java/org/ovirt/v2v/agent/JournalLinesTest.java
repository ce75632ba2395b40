package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the agent writes to stderr, with the pattern of its logback.xml. */
class JournalLinesTest {
    private static final Pattern PATTERN = Pattern.compile("<pattern>(.*)</pattern>");

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @ParameterizedTest
    @CsvSource({"ERROR, 3", "WARN, 4", "INFO, 6", "DEBUG, 7", "TRACE, 7"})
    void eachLevelHasItsPriorityInTheJournal(String level, int priority) throws IOException {
        assertThat(written(true, Level.valueOf(level), null))
                .startsWith("<" + priority + ">" + level)
                .endsWith(": said\n");
    }

    @Test
    void soHasEachLineOfAStackWhichIsThereOnce() throws IOException {
        String text = written(true, Level.ERROR, new IllegalStateException("the cause"));

        assertThat(text.lines()).hasSizeGreaterThan(2).allMatch(line -> line.startsWith("<3>"));
        assertThat(text).containsOnlyOnce("the cause");
    }

    @Test
    void elsewhereNoLineHasOne() throws IOException {
        String text = written(false, Level.ERROR, new IllegalStateException("the cause"));

        assertThat(text).startsWith("ERROR [").containsOnlyOnce("the cause").doesNotContain("<3>");
    }

    private String written(boolean isJournal, Level level, Throwable thrown) throws IOException {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put(LogLine.WORD, LogLine::new);
        layout.getInstanceConverterMap().put("journal", () -> new JournalLines(isJournal));
        layout.setPattern(pattern());
        layout.start();
        return layout.doLayout(
                new LoggingEvent("", context.getLogger(JournalLinesTest.class), level, "said", thrown, new Object[0]));
    }

    private static String pattern() throws IOException {
        try (var file = Objects.requireNonNull(JournalLinesTest.class.getResourceAsStream("/logback.xml"))) {
            Matcher pattern = PATTERN.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(pattern.find()).isTrue();
            return pattern.group(1);
        }
    }
}
