package org.ovirt.v2v.agent.source;

import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.source.SourceUri;

/** Chooses the source that a URI is of. */
@FunctionalInterface
public interface Sources {
    /** INVALID_REQUEST if there is none of that scheme, SOURCE_FORBIDDEN if its host may not be asked. */
    Source forUri(SourceUri uri) throws FailureException;
}
