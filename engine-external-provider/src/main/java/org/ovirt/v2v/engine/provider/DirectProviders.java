package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.security.SecretStore;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers of those who name their source in each request: the one that is the same source with the same credentials, or a
 * new one, so that everything else (kept lists, limits, retries after a restart) works as for all others.
 */
@ApplicationScoped
public class DirectProviders {
    private static final Logger LOG = LoggerFactory.getLogger(DirectProviders.class);

    private static final String DESCRIPTION = "Added for an import that named its source itself";
    private static final int MOST_NAMES = 1000;

    private final ProviderService service;
    private final ProviderRepository providers;
    private final SecretStore secrets;

    public DirectProviders(ProviderService service, ProviderRepository providers, SecretStore secrets) {
        this.service = service;
        this.providers = providers;
        this.secrets = secrets;
    }

    /**
     * A provider for a request.
     *
     * @param added whether it was added for just this one
     */
    public record Found(Provider provider, boolean added) {}

    /** Finds or adds it. */
    public Found of(DirectSource source, DataCenter dataCenter) {
        SourceType type = source.sourceType();
        SourceUri uri = source.uri();
        ProviderRequest wanted = ProviderType.of(type).same(uri, source);
        return providers.list().stream()
                .filter(known -> known.type() == type && known.dataCenter().id().equals(dataCenter.id()))
                .filter(known -> isSame(known, wanted))
                .findFirst()
                .map(known -> new Found(known, false))
                .orElseGet(() -> new Found(add(wanted, uri, dataCenter), true));
    }

    /** Removes one that was added for a request that came to nothing. */
    public void giveBack(Found found) {
        if (!found.added()) {
            return;
        }
        try {
            service.remove(found.provider().id(), Expected.ANYTHING);
        } catch (RuntimeException e) {
            // another request may use it by now
            LOG.info("The provider {} stays: {}", found.provider().name(), e.getMessage());
        }
    }

    private boolean isSame(Provider known, ProviderRequest wanted) {
        ProviderType type = ProviderType.of(known.type());
        Secret password = Optional.ofNullable(wanted.password()).orElse(Secret.EMPTY);
        TlsTrust trust = type.trust(wanted).orElse(known.trust());
        // a certificate that is checked although nobody asked for that does no harm
        boolean trusts = trust.equals(TlsTrust.NONE) || known.trust().mode() != TlsTrust.Mode.NONE;
        return trusts
                && type.uri(wanted).equals(Optional.of(known.uri()))
                && Objects.requireNonNullElse(wanted.username(), "").equals(known.username())
                && secrets.decrypt(known.id(), known.encryptedPassword()).equals(password);
    }

    private Provider add(ProviderRequest wanted, SourceUri uri, DataCenter dataCenter) {
        for (int number = 1; ; number++) {
            String name = number == 1 ? uri.host() : uri.host() + "-" + number;
            try {
                return service.add(new ProviderRequest(
                        name,
                        DESCRIPTION,
                        wanted.type(),
                        wanted.address(),
                        wanted.url(),
                        wanted.username(),
                        wanted.password(),
                        wanted.tls(),
                        wanted.ssh(),
                        new EntityReference(dataCenter.id().toString(), null),
                        null));
            } catch (ConflictException e) {
                if (number == MOST_NAMES) {
                    throw e;
                }
            }
        }
    }
}
