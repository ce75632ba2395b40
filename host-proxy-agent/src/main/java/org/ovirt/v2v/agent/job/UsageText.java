package org.ovirt.v2v.agent.job;

import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.model.conversion.ConversionUsage;

/** What a conversion has used, as the log tells it. */
final class UsageText {
    private static final int MIB = 20;
    private static final double MILLIS_PER_SECOND = 1000;

    private UsageText() {}

    /** A part of a sentence; empty if nothing was counted. */
    static String of(ConversionUsage usage) {
        if (usage == null || !usage.tellsAnything()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (usage.processorMillis() != null) {
            parts.add(usage.processorMillis() / MILLIS_PER_SECOND + " s of processor time");
        }
        addMebibytes(parts, usage.peakMemory(), "of memory at most");
        addMebibytes(parts, usage.bytesRead(), "read from the host's disks");
        addMebibytes(parts, usage.bytesWritten(), "written to them");
        return "; its conversion has used " + String.join(", ", parts);
    }

    private static void addMebibytes(List<String> parts, Long bytes, String what) {
        if (bytes != null) {
            parts.add((bytes >> MIB) + " MiB " + what);
        }
    }
}
