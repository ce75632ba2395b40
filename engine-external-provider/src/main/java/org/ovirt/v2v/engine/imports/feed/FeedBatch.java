package org.ovirt.v2v.engine.imports.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a listener is told at once. All who are told the same get the same object, so that it has to be written as text only once.
 *
 * @param items none as a heart-beat
 * @param heard of a heart-beat: whoever has got it has got all that was heard of before; empty if that cannot be said
 */
public record FeedBatch(List<FeedItem> items, Optional<Instant> heard) {
    /** So many items at most: as text some ten kilobytes, which each connection has to hold. */
    static final int LARGEST = 64;

    static final FeedBatch HEART_BEAT = heartBeat(Optional.empty());

    public FeedBatch {
        items = List.copyOf(items);
    }

    FeedBatch(List<FeedItem> items) {
        this(items, Optional.empty());
    }

    static FeedBatch heartBeat(Optional<Instant> heard) {
        return new FeedBatch(List.of(), heard);
    }

    /** As many as these need, in their order. */
    static List<FeedBatch> of(List<FeedItem> items) {
        List<FeedBatch> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += LARGEST) {
            batches.add(new FeedBatch(items.subList(from, Math.min(items.size(), from + LARGEST))));
        }
        return batches;
    }
}
