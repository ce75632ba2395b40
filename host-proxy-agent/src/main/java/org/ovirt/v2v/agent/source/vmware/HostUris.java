package org.ovirt.v2v.agent.source.vmware;

import java.util.List;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** Makes the libvirt URI of a host from the one that the server was asked by. */
final class HostUris {
    private final SourceUri base;
    private final List<String> asked;

    HostUris(SourceParams source) {
        String user = source.username().isEmpty() ? source.uri().user() : source.username();
        this.asked = source.uri().path();
        this.base = source.uri()
                .withUser(user)
                .withPath(List.of())
                .withQuery(source.trust().mode() == TlsTrust.Mode.NONE ? "no_verify=1" : "");
    }

    /** For a vCenter with the path to the host; an ESXi host of its own has none. */
    SourceUri uriFor(HostPlace place) {
        return base.scheme().equals(SourceUri.VPX) ? base.withPath(place.uriPath()) : base;
    }

    /** For a machine of which the server does not tell the host: with the path that was asked by, if there was one. */
    SourceUri uriAsAsked() {
        return base.withPath(asked);
    }

    /** Whether a URI's path, if it has one, leads to this host, in stored or in readable names. */
    static boolean leadsTo(SourceUri uri, HostPlace place) {
        if (uri.scheme().equals(SourceUri.ESX) || uri.path().isEmpty()) {
            return true;
        }
        String path = String.join("/", uri.path());
        return path.equals(String.join("/", place.uriPath())) || path.equals(String.join("/", place.readablePath()));
    }
}
