package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.security.SecretStore;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.Secret;

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
                password(provider),
                machines.orElse(null),
                provider.trust(),
                provider.ssh());
    }

    /** Says whose password it is that cannot be read, if it cannot. */
    Secret password(Provider provider) {
        try {
            return secrets.decrypt(provider.id(), provider.encryptedPassword());
        } catch (FailureException e) {
            throw new FailureException(new Failure(
                    e.failure().code(),
                    "The password of the provider " + provider.name() + " cannot be read: "
                            + e.failure().message(),
                    e.failure().remedy(),
                    null));
        }
    }
}
