package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.administration.EntityAdministration;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRepository;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.engine.security.SecretStore;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** Adds, changes and removes providers. */
@ApplicationScoped
public class ProviderService implements EntityUse {
    private static final String TYPE = "ExternalVmProvider";
    private static final int PASSWORD_LENGTH = 1_024;

    private final ProviderRepository providers;
    private final DataCenterRepository dataCenters;
    private final ProxyHostRepository hosts;
    private final SecretStore secrets;
    private final EntityAdministration administration;
    private final CurrentAccess access;
    private final InventoryKeeper inventories;
    private final SourcePlaces places;

    public ProviderService(
            ProviderRepository providers,
            DataCenterRepository dataCenters,
            ProxyHostRepository hosts,
            SecretStore secrets,
            EntityAdministration administration,
            InventoryKeeper inventories,
            SourcePlaces places,
            CurrentAccess access) {
        this.places = places;
        this.access = access;
        this.providers = providers;
        this.dataCenters = dataCenters;
        this.hosts = hosts;
        this.secrets = secrets;
        this.administration = administration;
        this.inventories = inventories;
    }

    public List<Provider> list() {
        return access.visible(
                providers.list(), provider -> provider.dataCenter().id());
    }

    public Provider get(UUID id) {
        return access.visible(EntityKind.PROVIDER, id, providers.get(id), provider -> provider.dataCenter()
                .id());
    }

    public Provider add(ProviderRequest request) {
        requireForAdd(request);
        return administration.add(providers, request.name(), () -> checked(request));
    }

    /** As {@link #add}; empty if one has the name by now, which is not worth an event. */
    Optional<Provider> addIfFree(ProviderRequest request) {
        requireForAdd(request);
        return administration.addIfFree(providers, request.name(), () -> checked(request));
    }

    private static void requireForAdd(ProviderRequest request) {
        new Mandatory(TYPE)
                .field("name", request.name())
                .field("type", request.type())
                .reference("data_center", request.dataCenter())
                .requireForAdd();
    }

    /**
     * Changes what the request says. The password stays if the request has none, unless it would go to another server than the one
     * that it was given for.
     */
    public Provider update(UUID id, ProviderRequest request, Expected expected) {
        Provider known = get(id);
        Provider updated = administration.update(providers, known, expected, () -> {
            ProviderSettings settings = changed(known, request);
            requirePasswordForAnotherServer(known, settings, request);
            Optional<String> password = Optional.ofNullable(request.password()).map(given -> encrypt(id, given));
            return found -> {
                found.update(settings);
                password.ifPresent(found::encryptedPassword);
            };
        });
        inventories.forget(id);
        return updated;
    }

    public void remove(UUID id, Expected expected) {
        administration.remove(providers, get(id), expected);
        inventories.forget(id);
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return providers.users(provider ->
                (kind == EntityKind.DATA_CENTER && provider.dataCenter().id().equals(id))
                        || (kind == EntityKind.PROXY_HOST
                                && provider.proxyHost().map(ProxyHost::id).equals(Optional.of(id))));
    }

    private Optional<SourceUri> uri(ProviderType kind, ProviderRequest request) {
        String field = request.url() == null ? "address" : "url";
        return kind.uri(request).map(uri -> places.checked(field, uri));
    }

    private Optional<ProxyHost> proxyHost(ProviderRequest request, DataCenter dataCenter) {
        Optional<ProxyHost> host = hosts.given("proxy_host", request.proxyHost());
        host.ifPresent(given -> ProxyHostSelection.requireSameDataCenter("proxy_host", given, dataCenter));
        return host;
    }

    /** Whoever may change a provider, but does not know its password, could have it sent to a server of their own. */
    private static void requirePasswordForAnotherServer(
            Provider provider, ProviderSettings settings, ProviderRequest request) {
        boolean sameServer =
                settings.uri().equals(provider.uri()) && settings.trust().equals(provider.trust());
        if (!sameServer && provider.hasPassword() && request.password() == null) {
            throw new InvalidFieldException(
                    "password",
                    "A change of address, url or tls needs the password of " + provider.name()
                            + " in the same request, so that nobody has the stored one sent to a server of their own.");
        }
    }

    private String encrypt(UUID id, Secret password) {
        EntityText.atMost(PASSWORD_LENGTH, "password", password.value());
        // virt-v2v reads the password from the first line of a file
        EntityText.printable("password", password.value());
        return secrets.encrypt(id, password);
    }

    private Provider checked(ProviderRequest request) {
        SourceType type = ProviderType.parse(request.type());
        ProviderType kind = ProviderType.of(type);
        kind.mandatory(request, new Mandatory(TYPE)).requireForAdd();
        UUID id = UUID.randomUUID();
        DataCenter dataCenter = dataCenters.resolve("data_center", request.dataCenter());
        Provider added = new Provider(
                id,
                new ProviderSettings(
                        providers.newName(request.name()),
                        EntityText.description(request.description()),
                        type,
                        uri(kind, request).orElseThrow(),
                        request.username() == null ? "" : ProviderValidation.username(request.username()),
                        kind.trust(request).orElse(TlsTrust.SYSTEM),
                        kind.ssh(request).orElse(SshTrust.KNOWN_HOSTS),
                        dataCenter,
                        proxyHost(request, dataCenter)));
        if (request.password() != null) {
            added.encryptedPassword(encrypt(id, request.password()));
        }
        return added;
    }

    private ProviderSettings changed(Provider provider, ProviderRequest request) {
        SourceType type = provider.type();
        ProviderType kind = ProviderType.of(type);
        if (request.type() != null && ProviderType.parse(request.type()) != type) {
            throw new InvalidFieldException("type", "The type of a provider cannot be changed; add another provider.");
        }
        DataCenter dataCenter =
                dataCenters.given("data_center", request.dataCenter()).orElse(provider.dataCenter());
        Optional<ProxyHost> host = request.proxyHost() == null ? provider.proxyHost() : proxyHost(request, dataCenter);
        host.ifPresent(given -> ProxyHostSelection.requireSameDataCenter("proxy_host", given, dataCenter));
        return new ProviderSettings(
                providers.changedName(provider, request.name()),
                EntityText.changedDescription(provider.description(), request.description()),
                type,
                uri(kind, request).orElseGet(provider::uri),
                request.username() == null ? provider.username() : ProviderValidation.username(request.username()),
                kind.trust(request).orElseGet(provider::trust),
                kind.ssh(request).orElseGet(provider::ssh),
                dataCenter,
                host);
    }
}
