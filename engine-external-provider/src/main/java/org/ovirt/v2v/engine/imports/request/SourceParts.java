package org.ovirt.v2v.engine.imports.request;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.model.rpc.AgentEndpoint;
import org.ovirt.v2v.model.rpc.SourceParams;

/** Splits a question for machines into parts, each of which an agent takes: thousands of long names are too long for one request. */
final class SourceParts {
    /** Bytes of names; what else is in a request has room beside them. */
    private static final int MOST = AgentEndpoint.LONGEST_REQUEST / 2;

    /** Of each name: its quotes and the comma behind it. */
    private static final int PUNCTUATION = 3;

    private SourceParts() {}

    /** At least one; the source itself if it is not restricted to some machines. */
    static List<SourceParams> of(SourceParams source) {
        if (source.vmNames() == null) {
            return List.of(source);
        }
        List<SourceParams> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int length = 0;
        for (String name : source.vmNames()) {
            int more = JsonStringEncoder.getInstance().quoteAsUTF8(name).length + PUNCTUATION;
            if (!names.isEmpty() && length + more > MOST) {
                parts.add(source.withVmNames(names));
                names.clear();
                length = 0;
            }
            names.add(name);
            length += more;
        }
        parts.add(source.withVmNames(names));
        return parts;
    }
}
