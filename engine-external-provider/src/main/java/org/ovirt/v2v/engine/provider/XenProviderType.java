package org.ovirt.v2v.engine.provider;

import java.util.Optional;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** A Xen host: a URL with the user in it, reached by ssh with the agent's key. */
enum XenProviderType implements ProviderType {
    INSTANCE;

    private static final int URL_LENGTH = 4_096;

    @Override
    public Mandatory mandatory(ProviderRequest request, Mandatory mandatory) {
        return mandatory.field("url", request.url());
    }

    @Override
    public Optional<SourceUri> uri(ProviderRequest request) {
        ProviderValidation.refuse(
                "address", request.address(), "A Xen host is given by its url, as in xen+ssh://root@host/.");
        return Optional.ofNullable(request.url()).map(XenProviderType::uri);
    }

    @Override
    public Optional<TlsTrust> trust(ProviderRequest request) {
        ProviderValidation.refuse("tls", request.tls(), "A Xen host is reached by ssh, which has no certificates.");
        return Optional.empty();
    }

    @Override
    public Optional<SshTrust> ssh(ProviderRequest request) {
        return Optional.ofNullable(request.ssh()).map(ProviderValidation::ssh);
    }

    @Override
    public boolean hasCertificate() {
        return false;
    }

    @Override
    public Optional<String> address(SourceUri uri) {
        return Optional.empty();
    }

    @Override
    public Optional<String> url(SourceUri uri) {
        return Optional.of(uri.toString());
    }

    @Override
    public ProviderRequest same(SourceUri uri, DirectSource source) {
        return new ProviderRequest(
                null,
                null,
                ProviderType.name(SourceType.XEN),
                null,
                uri.toString(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public SourceUri loginUri(Provider provider) {
        return provider.uri();
    }

    /** What has to be escaped becomes longer. */
    private static SourceUri requireShort(SourceUri uri) {
        EntityText.atMost(URL_LENGTH, "url", uri.toString());
        return uri;
    }

    static SourceUri uri(String given) {
        String text = EntityText.atMost(URL_LENGTH, "url", given);
        SourceUri uri;
        try {
            uri = SourceUri.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("url", "The URL cannot be used: " + e.getMessage() + ".", e);
        }
        // host and user become arguments of ssh
        if (!uri.scheme().equals(SourceUri.XEN_SSH)
                || !uri.path().isEmpty()
                || !uri.query().isEmpty()
                || uri.user().contains(":")
                || uri.user().startsWith("-")
                || uri.host().startsWith("-")) {
            throw new InvalidFieldException(
                    "url",
                    "The URL of a Xen host is xen+ssh://user@host/, with a port if it is not 22, and nothing else.");
        }
        EntityText.printable("url", uri.user());
        return requireShort(uri);
    }
}
