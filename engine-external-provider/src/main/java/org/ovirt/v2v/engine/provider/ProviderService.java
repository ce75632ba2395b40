package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.audit.Administration;
import org.ovirt.v2v.engine.audit.AdministrationLog;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterService;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.engine.host.ProxyHostService;
import org.ovirt.v2v.engine.security.SecretStore;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** Adds, changes and removes providers. */
@ApplicationScoped
public class ProviderService implements EntityUse {
    private static final EntityKind KIND = EntityKind.PROVIDER;
    private static final String TYPE = "ExternalVmProvider";
    private static final int PASSWORD_LENGTH = 1_024;

    private final ProviderRepository providers;
    private final DataCenterService dataCenters;
    private final ProxyHostService hosts;
    private final SecretStore secrets;
    private final EntityRemoval removal;
    private final AdministrationLog log;
    private final InventoryKeeper inventories;

    public ProviderService(
            ProviderRepository providers,
            DataCenterService dataCenters,
            ProxyHostService hosts,
            SecretStore secrets,
            EntityRemoval removal,
            AdministrationLog log,
            InventoryKeeper inventories) {
        this.providers = providers;
        this.dataCenters = dataCenters;
        this.hosts = hosts;
        this.secrets = secrets;
        this.removal = removal;
        this.log = log;
        this.inventories = inventories;
    }

    public List<Provider> list() {
        return providers.list();
    }

    public Provider get(UUID id) {
        return providers.get(id);
    }

    /** The provider that a request refers to. */
    public Provider resolve(String field, EntityReference reference) {
        return providers.resolve(field, reference);
    }

    public Provider add(ProviderRequest request) {
        new Mandatory(TYPE)
                .field("name", request.name())
                .field("type", request.type())
                .reference("data_center", request.dataCenter())
                .requireForAdd();
        return log.attempt(Administration.ADD_PROVIDER, request.name(), () -> {
            Provider added = checked(request);
            return log.change(Administration.ADD_PROVIDER, () -> providers.add(added));
        });
    }

    /**
     * Changes what the request says. The password stays if the request has none, unless it would go to another server than the one
     * that it was given for.
     */
    public Provider update(UUID id, ProviderRequest request, Expected expected) {
        Provider provider = get(id);
        Provider updated = log.attempt(Administration.UPDATE_PROVIDER, provider, () -> {
            expected.require(KIND, provider);
            ProviderSettings settings = changed(provider, request);
            requirePasswordForAnotherServer(provider, settings, request);
            Optional<String> password = Optional.ofNullable(request.password()).map(given -> encrypt(id, given));
            return log.change(
                    Administration.UPDATE_PROVIDER,
                    () -> providers.update(provider, found -> {
                        found.update(settings);
                        password.ifPresent(found::encryptedPassword);
                    }));
        });
        inventories.forget(id);
        return updated;
    }

    public void remove(UUID id, Expected expected) {
        Provider provider = get(id);
        log.attempt(Administration.REMOVE_PROVIDER, provider, () -> {
            expected.require(KIND, provider);
            removal.remove(
                    KIND,
                    provider,
                    () -> log.removal(Administration.REMOVE_PROVIDER, provider, () -> providers.remove(provider)));
            return provider;
        });
        inventories.forget(id);
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return list().stream()
                .filter(provider -> (kind == EntityKind.DATA_CENTER
                                && provider.dataCenter().id().equals(id))
                        || (kind == EntityKind.PROXY_HOST
                                && provider.proxyHost().map(ProxyHost::id).equals(Optional.of(id))))
                .map(provider -> KIND.words() + " " + provider.name())
                .toList();
    }

    private static void requireFieldsOf(SourceType type, ProviderRequest request) {
        Mandatory mandatory = new Mandatory(TYPE);
        switch (type) {
            case VMWARE ->
                mandatory
                        .field("address", request.address())
                        .field("username", request.username())
                        .field("password", request.password());
            case XEN -> mandatory.field("url", request.url());
        }
        mandatory.requireForAdd();
    }

    private static Optional<SourceUri> uri(SourceType type, ProviderRequest request) {
        return switch (type) {
            case VMWARE -> {
                refuse("url", request.url(), "A vCenter is given by its address.");
                yield Optional.ofNullable(request.address()).map(ProviderValidation::vmwareUri);
            }
            case XEN -> {
                refuse("address", request.address(), "A Xen host is given by its url, as in xen+ssh://root@host/.");
                yield Optional.ofNullable(request.url()).map(ProviderValidation::xenUri);
            }
        };
    }

    private static TlsTrust trust(SourceType type, ProviderRequest request) {
        if (type == SourceType.XEN) {
            refuse("tls", request.tls(), "A Xen host is reached by ssh, which has no certificates.");
        }
        return ProviderValidation.trust(request.tls());
    }

    private static void refuse(String field, Object value, String message) {
        if (value != null) {
            throw new InvalidFieldException(field, message);
        }
    }

    private Optional<ProxyHost> proxyHost(ProviderRequest request, DataCenter dataCenter) {
        if (!EntityReference.isGiven(request.proxyHost())) {
            return Optional.empty();
        }
        ProxyHost host = hosts.resolve("proxy_host", request.proxyHost());
        ProxyHostSelection.requireSameDataCenter("proxy_host", host, dataCenter);
        return Optional.of(host);
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
        SourceType type = ProviderValidation.type(request.type());
        requireFieldsOf(type, request);
        UUID id = UUID.randomUUID();
        DataCenter dataCenter = dataCenters.resolve("data_center", request.dataCenter());
        Provider added = new Provider(
                id,
                new ProviderSettings(
                        freeName(Optional.empty(), request.name()),
                        EntityText.description(request.description()),
                        type,
                        uri(type, request).orElseThrow(),
                        request.username() == null ? "" : ProviderValidation.username(request.username()),
                        request.tls() == null ? TlsTrust.SYSTEM : trust(type, request),
                        dataCenter,
                        proxyHost(request, dataCenter)));
        if (request.password() != null) {
            added.encryptedPassword(encrypt(id, request.password()));
        }
        return added;
    }

    private ProviderSettings changed(Provider provider, ProviderRequest request) {
        SourceType type = provider.type();
        if (request.type() != null && ProviderValidation.type(request.type()) != type) {
            throw new InvalidFieldException("type", "The type of a provider cannot be changed; add another provider.");
        }
        DataCenter dataCenter = EntityReference.isGiven(request.dataCenter())
                ? dataCenters.resolve("data_center", request.dataCenter())
                : provider.dataCenter();
        Optional<ProxyHost> host = request.proxyHost() == null ? provider.proxyHost() : proxyHost(request, dataCenter);
        host.ifPresent(given -> ProxyHostSelection.requireSameDataCenter("proxy_host", given, dataCenter));
        return new ProviderSettings(
                request.name() == null ? provider.name() : freeName(Optional.of(provider.id()), request.name()),
                request.description() == null ? provider.description() : EntityText.description(request.description()),
                type,
                uri(type, request).orElseGet(provider::uri),
                request.username() == null ? provider.username() : ProviderValidation.username(request.username()),
                request.tls() == null ? provider.trust() : trust(type, request),
                dataCenter,
                host);
    }

    private String freeName(Optional<UUID> own, String text) {
        return providers.freeName(own, EntityText.name("name", text));
    }
}
