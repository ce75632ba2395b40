package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.HostReadiness;
import org.ovirt.v2v.engine.host.HostSettings;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderSources;

/** Makes the {@link RemoteChecks} of requests. */
@ApplicationScoped
public class RemoteCheckers {
    private final ProviderSources sources;
    private final HostGateway gateway;
    private final ProxyHostSelection selection;
    private final HostReadiness readiness;
    private final ImportSettings settings;
    private final HostSettings hostSettings;

    public RemoteCheckers(
            ProviderSources sources,
            HostGateway gateway,
            ProxyHostSelection selection,
            HostReadiness readiness,
            ImportSettings settings,
            HostSettings hostSettings) {
        this.sources = sources;
        this.gateway = gateway;
        this.selection = selection;
        this.readiness = readiness;
        this.settings = settings;
        this.hostSettings = hostSettings;
    }

    RemoteChecks of(Provider provider, ImportItem item) {
        return of(provider, List.of(item));
    }

    /** Of the machines that these items name, for somebody who waits for it. */
    RemoteChecks of(Provider provider, Collection<ImportItem> items) {
        return of(provider, items, settings.checkTimeout());
    }

    /** As {@link #of(Provider, Collection)}, while nobody waits: the source may take its time for the list of them. */
    RemoteChecks inBackground(Provider provider, Collection<ImportItem> items) {
        return of(provider, items, hostSettings.listTimeout());
    }

    private RemoteChecks of(Provider provider, Collection<ImportItem> items, Duration listTimeout) {
        List<String> wanted = items.stream()
                .map(ImportItem::vm)
                .filter(vm -> vm != null && !vm.isBlank())
                .toList();
        return new RemoteChecks(
                gateway,
                selection,
                readiness,
                sources.source(provider, Optional.of(wanted)),
                settings.checkTimeout(),
                listTimeout);
    }
}
