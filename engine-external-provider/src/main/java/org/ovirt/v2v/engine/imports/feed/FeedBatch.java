package org.ovirt.v2v.engine.imports.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * What a listener is told at once. All who are told the same get the same object, so that it has to be written as text only once.
 *
 * @param items none as a heart-beat
 */
public record FeedBatch(List<FeedItem> items) {
    /** So many items at most: as text some ten kilobytes, which each connection has to hold. */
    static final int LARGEST = 64;

    static final FeedBatch HEART_BEAT = new FeedBatch(List.of());

    public FeedBatch {
        items = List.copyOf(items);
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
