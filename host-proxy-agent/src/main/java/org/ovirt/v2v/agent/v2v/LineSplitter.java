package org.ovirt.v2v.agent.v2v;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts bytes into lines that end with a line feed or a carriage return, wherever the chunks that they come in are cut. Splitting
 * before decoding keeps characters whole.
 */
final class LineSplitter {
    /** What is longer than any line that means something is dropped. */
    private static final int LONGEST = 64 * 1024;

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /**
     * A complete line without its end.
     *
     * @param ended whether by a line feed; a carriage return means that more is to be written over it
     */
    record Line(String text, boolean ended) {}

    List<Line> feed(byte[] bytes, int length) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            byte value = bytes[i];
            if (value == '\n' || value == '\r') {
                lines.add(new Line(pending.toString(StandardCharsets.UTF_8), value == '\n'));
                pending.reset();
            } else if (pending.size() < LONGEST) {
                pending.write(value);
            }
        }
        return lines;
    }
}
