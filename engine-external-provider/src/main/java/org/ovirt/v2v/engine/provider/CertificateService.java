package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** Fetches the certificate that a vCenter shows to a proxy host, without believing it; no password is sent. */
@ApplicationScoped
public class CertificateService {
    private final ProviderRepository providers;
    private final ProxyHostSelection selection;
    private final LookingHost lookingHost;
    private final HostGateway gateway;
    private final SourcePlaces places;

    public CertificateService(
            ProviderRepository providers,
            ProxyHostSelection selection,
            LookingHost lookingHost,
            HostGateway gateway,
            SourcePlaces places) {
        this.places = places;
        this.providers = providers;
        this.selection = selection;
        this.lookingHost = lookingHost;
        this.gateway = gateway;
    }

    /** The certificate of a provider that is there. */
    public SourceCertificate fetch(UUID id) {
        Provider provider = providers.get(id);
        if (!ProviderType.of(provider.type()).hasCertificate()) {
            throw new InvalidFieldException(
                    "type", "Providers of the type " + ProviderType.name(provider.type()) + " show no certificate.");
        }
        return fetch(selection.select(provider.dataCenter(), provider.proxyHost()), provider.uri());
    }

    /** The certificate of a vCenter that is going to be a provider. */
    public SourceCertificate fetch(CertificateRequest request) {
        lookingHost.require(
                new Mandatory("ExternalVmProvider").field("address", request.address()),
                request.host(),
                request.dataCenter());
        SourceUri uri = places.checked("address", VmwareProviderType.uri(request.address()));
        return fetch(lookingHost.of(request.host(), request.dataCenter()), uri);
    }

    private SourceCertificate fetch(ProxyHost host, SourceUri uri) {
        SourceParams source = new SourceParams(uri, "", Secret.EMPTY, null, TlsTrust.NONE);
        return SourceCertificate.of(gateway.sourceCertificate(host.agent(), source));
    }
}
