package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import java.util.Locale;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderType;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.TlsTrust;

/**
 * A provider; never its password.
 *
 * @param address of a vCenter, with the port if it is not the usual one
 * @param url of a Xen host
 */
@JsonRootName("external_vm_provider")
public record ProviderRepresentation(
        String id,
        String href,
        String name,
        String description,
        SourceType type,
        String address,
        String url,
        String username,
        Tls tls,
        Ssh ssh,
        EntityLink dataCenter,
        EntityLink proxyHost) {
    /** How the vCenter's certificate is checked. */
    public record Tls(String mode, String certificate) {
        static Tls of(TlsTrust trust) {
            return new Tls(
                    trust.mode().name().toLowerCase(Locale.ROOT),
                    trust.certificates().isEmpty() ? null : trust.certificates());
        }
    }

    /** The Xen host's key that was confirmed, if one was. */
    public record Ssh(String hostKey) {}

    static ProviderRepresentation of(Provider provider) {
        EntityLink link = EntityLink.of(provider);
        ProviderType type = ProviderType.of(provider.type());
        return new ProviderRepresentation(
                link.id(),
                link.href(),
                link.name(),
                provider.description(),
                provider.type(),
                type.address(provider.uri()).orElse(null),
                type.url(provider.uri()).orElse(null),
                provider.username(),
                type.hasCertificate() ? Tls.of(provider.trust()) : null,
                provider.ssh().isConfirmed() ? new Ssh(provider.ssh().hostKey()) : null,
                EntityLink.of(provider.dataCenter()),
                provider.proxyHost().map(EntityLink::of).orElse(null));
    }
}
