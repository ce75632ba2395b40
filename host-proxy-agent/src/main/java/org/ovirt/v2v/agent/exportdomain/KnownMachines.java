package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The machines of OVFs, each of which is read once for as long as it is the same file: a domain may hold thousands, and each import
 * asks for their names.
 */
final class KnownMachines {
    /**
     * Each takes one to two kilobytes. A domain that holds more is read anew each time, since the one that is asked for next is always
     * the one that was just forgotten.
     */
    static final int MOST = 20_000;

    private final Reader reader;

    /** The one that was asked for longest ago comes first. */
    private final Map<Path, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
            return size() > MOST;
        }
    });

    private record Known(FileVersion version, ExportedOvf ovf) {}

    /** Reads an OVF; throws {@link IllegalArgumentException} if it is none. */
    @FunctionalInterface
    interface Reader {
        ExportedOvf read(Path ovf) throws IOException;
    }

    KnownMachines(Reader reader) {
        this.reader = reader;
    }

    /**
     * The machine or template of an OVF.
     *
     * @param version of the file, from before this call
     */
    ExportedOvf of(Path ovf, FileVersion version) throws IOException {
        Known before = known.get(ovf);
        if (before != null && before.version().equals(version)) {
            return before.ovf();
        }
        ExportedOvf read = reader.read(ovf);
        known.put(ovf, new Known(version, read));
        return read;
    }
}
