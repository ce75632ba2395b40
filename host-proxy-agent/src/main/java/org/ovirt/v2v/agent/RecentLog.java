package org.ovirt.v2v.agent;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agent has logged lately, so that whoever asks why a host does not convert needs no shell there. It lies in memory only: what
 * was logged before the agent was started is in the host's journal.
 */
public final class RecentLog extends AppenderBase<ILoggingEvent> {
    /** Of all lines, in characters: 1/128 of the agent's heap, as they are mostly ASCII. */
    static final int CAPACITY = 512 * 1024;

    private static final int LONGEST_ENTRY = 4_000;
    private static final String PATTERN = "%line(%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%thread]"
            + " %logger{0}"
            + "%replace( client=%mdc{client} request=%mdc{request} flow=%mdc{flow}){' (client|request|flow)=(?= |$)', ''}"
            + ": %message){escaped}%n%ex{8}";

    private final PatternLayout layout = new PatternLayout();
    private final Deque<String> lines = new ArrayDeque<>();
    private int size;

    private RecentLog() {}

    /** Listens to all that is logged from now on. */
    static RecentLog listen() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RecentLog log = new RecentLog();
        log.setContext(context);
        log.layout.setContext(context);
        log.layout.getInstanceConverterMap().put(LogLine.WORD, LogLine::new);
        log.layout.setPattern(PATTERN);
        log.layout.start();
        log.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
        return log;
    }

    /** Called by one thread at a time. */
    @Override
    protected void append(ILoggingEvent event) {
        String text = layout.doLayout(event).stripTrailing();
        String entry = text.length() > LONGEST_ENTRY ? text.substring(0, LONGEST_ENTRY) + " …" : text;
        synchronized (lines) {
            entry.lines().forEach(line -> {
                lines.addLast(line);
                size += length(line);
            });
            while (size > CAPACITY) {
                size -= length(lines.removeFirst());
            }
        }
    }

    /** With its end, so that empty lines count too. */
    private static int length(String line) {
        return line.length() + 1;
    }

    /** The latest lines, oldest first; the stack of an exception takes several. */
    public List<String> latest(int wanted) {
        synchronized (lines) {
            return lines.stream()
                    .skip(Math.max(0, lines.size() - Math.max(0, wanted)))
                    .toList();
        }
    }

    @Override
    public void stop() {
        ((LoggerContext) getContext()).getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        super.stop();
    }
}
