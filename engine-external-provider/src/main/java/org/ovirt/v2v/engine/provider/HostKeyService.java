package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;

/** Fetches the ssh host keys that a Xen host shows to a proxy host, without believing them; nobody signs in. */
@ApplicationScoped
public class HostKeyService {
    private final ProviderRepository providers;
    private final ProxyHostSelection selection;
    private final LookingHost lookingHost;
    private final HostGateway gateway;
    private final SourcePlaces places;

    public HostKeyService(
            ProviderRepository providers,
            ProxyHostSelection selection,
            LookingHost lookingHost,
            HostGateway gateway,
            SourcePlaces places) {
        this.providers = providers;
        this.selection = selection;
        this.lookingHost = lookingHost;
        this.gateway = gateway;
        this.places = places;
    }

    /** The keys of a provider that is there, the best first. */
    public List<SourceHostKey> fetch(UUID id) {
        Provider provider = providers.get(id);
        if (ProviderType.of(provider.type()).hasCertificate()) {
            throw new InvalidFieldException(
                    "type", "Providers of the type " + ProviderType.name(provider.type()) + " show no ssh host key.");
        }
        return fetch(selection.select(provider.dataCenter(), provider.proxyHost()), provider.uri());
    }

    /** The keys of a Xen host that is going to be a provider, the best first. */
    public List<SourceHostKey> fetch(HostKeyRequest request) {
        lookingHost.require(
                new Mandatory("ExternalVmProvider").field("url", request.url()), request.host(), request.dataCenter());
        SourceUri uri = places.checked("url", XenProviderType.uri(request.url()));
        return fetch(lookingHost.of(request.host(), request.dataCenter()), uri);
    }

    private List<SourceHostKey> fetch(ProxyHost host, SourceUri uri) {
        SourceParams source = new SourceParams(uri, "", Secret.EMPTY, null, null);
        return gateway.sourceHostKeys(host.agent(), source).stream()
                .map(SourceHostKey::of)
                .toList();
    }
}
