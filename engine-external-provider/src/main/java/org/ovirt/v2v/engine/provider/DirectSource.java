package org.ovirt.v2v.engine.provider;

import java.util.Locale;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * A source as oVirt's API names it: by libvirt's URI and credentials, in each request anew.
 *
 * @param type by oVirt's word
 * @param url as in {@code vpx://user@vcenter/Datacenter/Cluster/esxi?no_verify=1} or {@code xen+ssh://root@host}
 * @param username of a vCenter; of no meaning for a Xen host, which is reached with the agent's key
 * @param password of a vCenter
 */
public record DirectSource(String type, String url, String username, Secret password) {
    private static final String OVA = "ova:";
    private static final String KVM = "kvm";

    /** Refuses what oVirt has and this engine does not. */
    SourceType sourceType() {
        if (KVM.equals(type.toLowerCase(Locale.ROOT))) {
            throw new InvalidFieldException(
                    "provider", "Machines of KVM hosts cannot be imported yet; the provider is vmware or xen.");
        }
        if (url.strip().toLowerCase(Locale.ROOT).startsWith(OVA)) {
            throw new InvalidFieldException(
                    "url", "OVA archives cannot be imported yet; the URL names a vCenter or a Xen host.");
        }
        return ProviderType.parse(type);
    }

    /** The URL; a password in it is refused and not repeated, since URLs get into logs. */
    SourceUri uri() {
        SourceUri uri;
        try {
            uri = SourceUri.parse(url.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("url", "The URL cannot be used: " + e.getMessage() + ".", e);
        }
        if (uri.user().contains(":")) {
            throw new InvalidFieldException(
                    "url", "The URL must not have a password in it: give it as the member password.");
        }
        return uri;
    }
}
