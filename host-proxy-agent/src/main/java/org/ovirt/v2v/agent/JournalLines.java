package org.ovirt.v2v.agent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Gives each line of an event its priority, as systemd reads it at the beginning of what a service writes ({@code <3>} and the like), if
 * stderr leads to the journal. {@code %journal(…)} in the pattern.
 */
public final class JournalLines extends CompositeConverter<ILoggingEvent> {
    private final boolean isJournal;

    public JournalLines() {
        this(leadsToJournal());
    }

    JournalLines(boolean isJournal) {
        this.isJournal = isJournal;
    }

    /** As systemd says it: device and inode of what stderr was when the service was started. */
    private static boolean leadsToJournal() {
        Path stderr = Path.of("/proc/self/fd/2");
        try {
            String stream = Files.getAttribute(stderr, "unix:dev") + ":" + Files.getAttribute(stderr, "unix:ino");
            return stream.equals(System.getenv("JOURNAL_STREAM"));
        } catch (IOException e) {
            return false; // stderr is closed
        }
    }

    @Override
    protected String transform(ILoggingEvent event, String text) {
        if (!isJournal) {
            return text;
        }
        String priority = "<" + priority(event.getLevel()) + ">";
        return text.lines().map(line -> priority + line + "\n").collect(Collectors.joining());
    }

    /** As syslog numbers them. */
    private static int priority(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return 3;
        }
        if (level.isGreaterOrEqual(Level.WARN)) {
            return 4;
        }
        return level.isGreaterOrEqual(Level.INFO) ? 6 : 7;
    }
}
