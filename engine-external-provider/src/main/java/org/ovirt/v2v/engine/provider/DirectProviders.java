package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.datacenter.DataCenter;
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

    /** Each time another engine has just added one of that name. */
    private static final int MOST_TRIES = 5;

    private final ProviderService service;
    private final ProviderRepository providers;
    private final ProviderSources sources;

    /** Those that requests use at this moment; also the lock for all changes of it, and for what is added and removed. */
    private final Map<UUID, Use> uses = new HashMap<>();

    public DirectProviders(ProviderService service, ProviderRepository providers, ProviderSources sources) {
        this.service = service;
        this.providers = providers;
        this.sources = sources;
    }

    /**
     * The requests that use a provider at the same time, with those that have left it while others did not.
     *
     * @param current how many have not left it
     * @param added whether one of them has added it
     * @param accepted whether an import has become of one of them
     */
    private record Use(int current, boolean added, boolean accepted) {
        static Use entered(boolean added) {
            return new Use(1, added, false);
        }

        Use with(Use other) {
            return new Use(current + other.current, added || other.added, accepted || other.accepted);
        }

        Use left(boolean byAccepted) {
            return new Use(current - 1, added, accepted || byAccepted);
        }
    }

    /** Finds or adds one for a request, which has to {@link #leave} it. */
    public Provider of(DirectSource source, DataCenter dataCenter) {
        SourceType type = source.sourceType();
        SourceUri uri = source.uri();
        ProviderRequest wanted = ProviderType.of(type).same(uri, source);
        synchronized (uses) {
            for (int number = 1; ; number++) {
                List<Provider> all = providers.list();
                Optional<Provider> known = all.stream()
                        .filter(each ->
                                each.type() == type && each.dataCenter().id().equals(dataCenter.id()))
                        .filter(each -> isSame(each, wanted))
                        .findFirst();
                boolean last = number == MOST_TRIES;
                Optional<Provider> found = known.or(() -> {
                    ProviderRequest added = added(wanted, freeName(uri.host(), all), dataCenter);
                    return last ? Optional.of(service.add(added)) : service.addIfFree(added);
                });
                if (found.isPresent()) {
                    uses.merge(found.get().id(), Use.entered(known.isEmpty()), Use::with);
                    return found.get();
                }
                // the one that has the name by now may be for the same source
            }
        }
    }

    /**
     * A request does not need it any more: it is removed if it was added for requests that all came to nothing.
     *
     * @param accepted whether an import has become of the request
     */
    public void leave(Provider found, boolean accepted) {
        synchronized (uses) {
            Use rest = uses.get(found.id()).left(accepted);
            if (rest.current() > 0) {
                uses.put(found.id(), rest);
                return;
            }
            uses.remove(found.id());
            if (rest.added() && !rest.accepted()) {
                remove(found);
            }
        }
    }

    /**
     * Whether somebody has removed what a request has found here, and not added: as a rule another engine, of which all requests
     * have come to nothing that used it.
     */
    public boolean isTakenAway(Provider found) {
        synchronized (uses) {
            return !uses.get(found.id()).added() && providers.find(found.id()).isEmpty();
        }
    }

    private void remove(Provider found) {
        try {
            service.remove(found.id(), Expected.ANYTHING);
        } catch (RuntimeException e) {
            // somebody may have chosen it from the list of all by now
            LOG.info("The provider {} stays: {}", found.name(), e.getMessage());
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
                && Optional.ofNullable(wanted.username())
                        .map(ProviderValidation::username)
                        .orElse("")
                        .equals(known.username())
                && sources.password(known).equals(password);
    }

    private static ProviderRequest added(ProviderRequest wanted, String name, DataCenter dataCenter) {
        return new ProviderRequest(
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
                null);
    }

    /** The host's name, with the first number that is not taken if it is. */
    private static String freeName(String host, List<Provider> all) {
        Set<String> taken = all.stream().map(Provider::name).collect(Collectors.toSet());
        return IntStream.rangeClosed(1, taken.size() + 1)
                .mapToObj(number -> number == 1 ? host : host + "-" + number)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }
}
