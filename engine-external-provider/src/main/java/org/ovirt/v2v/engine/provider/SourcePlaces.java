package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.model.source.AddressRanges;
import org.ovirt.v2v.model.source.LocalAddresses;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * Where sources may be, as far as that can be seen without looking up names: what a name means is for the proxy host to find out,
 * which looks whenever it connects.
 */
@ApplicationScoped
public class SourcePlaces {
    private final LocalAddresses local;

    public SourcePlaces(EngineConfig config) {
        this.local = new LocalAddresses(config.providers().localAddresses().orElse(AddressRanges.NONE));
    }

    /** Refuses the field if the source would be the proxy host itself. */
    SourceUri checked(String field, SourceUri uri) {
        if (local.isRefused(uri.host())) {
            throw new InvalidFieldException(
                    field,
                    "The address " + uri.host()
                            + " means the proxy host itself or its link, where no source is looked for."
                            + " If it is really there, have an administrator allow the address with"
                            + " v2v.providers.local-addresses in the engine's settings and agent.sources.local-addresses on"
                            + " the proxy host.");
        }
        return uri;
    }
}
