package org.ovirt.v2v.engine.imports.feed;

import java.time.Instant;
import org.ovirt.v2v.engine.imports.ImportSnapshot;

/**
 * A state of an import for somebody who follows it.
 *
 * @param heard whoever has got this item has got all that was heard of before
 */
public record FeedItem(ImportSnapshot subject, Instant heard) {}
