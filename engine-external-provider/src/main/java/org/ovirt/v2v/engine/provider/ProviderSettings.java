package org.ovirt.v2v.engine.provider;

import java.util.Optional;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** What a user says of a provider, checked; the password goes its own way. */
public record ProviderSettings(
        String name,
        String description,
        SourceType type,
        SourceUri uri,
        String username,
        TlsTrust trust,
        SshTrust ssh,
        DataCenter dataCenter,
        Optional<ProxyHost> proxyHost) {}
