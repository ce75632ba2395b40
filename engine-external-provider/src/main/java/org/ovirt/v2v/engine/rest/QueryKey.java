package org.ovirt.v2v.engine.rest;

import java.util.Optional;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.ListKey;

/** The place in a list that a query goes on behind. */
final class QueryKey {
    private QueryKey() {}

    /** The place, or nothing if nothing is given; refuses what no list has said. */
    static Optional<ListKey> parse(String text) {
        return Optional.ofNullable(text).map(given -> ListKey.parse(given)
                .orElseThrow(() -> new InvalidFieldException(
                        "after", "The value is not what next of another page of this list says.")));
    }
}
