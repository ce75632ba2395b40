package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRepository;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** Fetches the certificate that a vCenter shows to a proxy host, without believing it; no password is sent. */
@ApplicationScoped
public class CertificateService {
    private final ProviderRepository providers;
    private final DataCenterRepository dataCenters;
    private final ProxyHostRepository hosts;
    private final ProxyHostSelection selection;
    private final HostGateway gateway;
    private final SourcePlaces places;

    public CertificateService(
            ProviderRepository providers,
            DataCenterRepository dataCenters,
            ProxyHostRepository hosts,
            ProxyHostSelection selection,
            HostGateway gateway,
            SourcePlaces places) {
        this.places = places;
        this.providers = providers;
        this.dataCenters = dataCenters;
        this.hosts = hosts;
        this.selection = selection;
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
        Mandatory mandatory = new Mandatory("ExternalVmProvider").field("address", request.address());
        if (!EntityReference.isGiven(request.host())) {
            mandatory.reference("data_center", request.dataCenter());
        }
        mandatory.requireForAdd();
        SourceUri uri = places.checked("address", VmwareProviderType.uri(request.address()));
        Optional<ProxyHost> host = hosts.given("host", request.host());
        DataCenter dataCenter = dataCenters
                .given("data_center", request.dataCenter())
                .orElseGet(() -> host.orElseThrow().dataCenter());
        return fetch(selection.select(dataCenter, host), uri);
    }

    private SourceCertificate fetch(ProxyHost host, SourceUri uri) {
        SourceParams source = new SourceParams(uri, "", Secret.EMPTY, null, TlsTrust.NONE);
        return SourceCertificate.of(gateway.sourceCertificate(host.agent(), source));
    }
}
