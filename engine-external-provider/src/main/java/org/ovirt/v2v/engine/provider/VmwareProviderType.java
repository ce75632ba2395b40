package org.ovirt.v2v.engine.provider;

import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NetworkAddress;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** A vCenter: an address, reached by HTTPS, where a user logs in with a password. */
enum VmwareProviderType implements ProviderType {
    INSTANCE;

    private static final int HTTPS = 443;

    /** The URI of a whole vCenter; its default port is left out. */
    static SourceUri uri(String address) {
        NetworkAddress parsed = NetworkAddress.parse("address", address);
        int port = parsed.port() == HTTPS ? 0 : parsed.port();
        SourceUri made = new SourceUri(SourceUri.VPX, "", parsed.host(), port, List.of(), "");
        try {
            // as it is read whenever the provider is looked at
            return SourceUri.parse(made.toString());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    "address",
                    "The name " + parsed.host() + " cannot be used in a URI: " + e.getMessage()
                            + ". Give another name of the vCenter, or its IP address.");
        }
    }

    @Override
    public Mandatory mandatory(ProviderRequest request, Mandatory mandatory) {
        return mandatory
                .field("address", request.address())
                .field("username", request.username())
                .field("password", request.password());
    }

    @Override
    public Optional<SourceUri> uri(ProviderRequest request) {
        ProviderValidation.refuse("url", request.url(), "A vCenter is given by its address.");
        return Optional.ofNullable(request.address()).map(VmwareProviderType::uri);
    }

    @Override
    public Optional<TlsTrust> trust(ProviderRequest request) {
        return Optional.ofNullable(request.tls()).map(ProviderValidation::trust);
    }

    @Override
    public Optional<SshTrust> ssh(ProviderRequest request) {
        ProviderValidation.refuse("ssh", request.ssh(), "A vCenter is reached by HTTPS, which has no ssh host keys.");
        return Optional.empty();
    }

    @Override
    public boolean hasCertificate() {
        return true;
    }

    @Override
    public Optional<String> address(SourceUri uri) {
        if (uri.port() == 0) {
            return Optional.of(uri.host());
        }
        String host = uri.host().contains(":") ? "[" + uri.host() + "]" : uri.host();
        return Optional.of(host + ":" + uri.port());
    }

    @Override
    public Optional<String> url(SourceUri uri) {
        return Optional.empty();
    }

    @Override
    public ProviderRequest same(SourceUri uri, DirectSource source) {
        if (!uri.scheme().equals(SourceUri.VPX)) {
            throw new InvalidFieldException(
                    "url",
                    "Machines of VMware are imported from a vCenter: the URL is"
                            + " vpx://user@vcenter/Datacenter/Cluster/esxi, not one with " + uri.scheme() + "://.");
        }
        return new ProviderRequest(
                null,
                null,
                ProviderType.name(SourceType.VMWARE),
                address(uri).orElseThrow(),
                null,
                source.username(),
                source.password(),
                new ProviderRequest.Tls(uri.skipsVerification() ? "none" : "ca", null),
                null,
                null,
                null);
    }

    /** libvirt's ESX driver wants the user in the URI, as oVirt's engine sends it. */
    @Override
    public SourceUri loginUri(Provider provider) {
        return provider.uri().withUser(provider.username());
    }
}
