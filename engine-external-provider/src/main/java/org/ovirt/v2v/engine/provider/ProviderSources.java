package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.security.SecretStore;
import org.ovirt.v2v.model.rpc.SourceParams;

/** Makes of a stored provider what an agent needs to log in to its source. */
@ApplicationScoped
public class ProviderSources {
    private final SecretStore secrets;

    public ProviderSources(SecretStore secrets) {
        this.secrets = secrets;
    }

    /** The source, all of its machines. */
    public SourceParams source(Provider provider) {
        return source(provider, Optional.empty());
    }

    /**
     * The source, restricted to some of its machines.
     *
     * @param machines names, MoRefs or UUIDs; empty means all
     */
    public SourceParams source(Provider provider, Optional<List<String>> machines) {
        return new SourceParams(
                ProviderType.of(provider.type()).loginUri(provider),
                provider.username(),
                secrets.decrypt(provider.id(), provider.encryptedPassword()),
                machines.orElse(null),
                provider.trust(),
                provider.ssh());
    }
}
