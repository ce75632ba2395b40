package org.ovirt.v2v.agent.source.xen;

import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;

/** Makes a URI safe to be given to libvirt on the proxy host. */
final class XenUris {
    /** Keeps ssh from asking on a terminal. */
    private static final String QUERY = "no_tty=1";

    private XenUris() {}

    /**
     * Drops the query: parameters of libvirt's such as {@code command} name programs to run on this host, which is not for
     * whoever registers a provider to say.
     */
    static SourceUri safe(SourceParams source) throws FailureException {
        SourceUri uri = source.uri();
        if (!source.username().isEmpty()) {
            uri = uri.withUser(source.username());
        }
        if (uri.host().startsWith("-") || uri.user().startsWith("-")) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST, "Host and user of a Xen host's URI must not begin with a hyphen");
        }
        return uri.withQuery(QUERY);
    }
}
