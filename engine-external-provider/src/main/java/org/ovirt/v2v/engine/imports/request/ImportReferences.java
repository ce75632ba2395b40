package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NamedEntities;
import org.ovirt.v2v.engine.datacenter.ClusterRepository;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.provider.ProviderRepository;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainRepository;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Keeps what imports refer to from being removed while they are stored: whoever removes it meanwhile waits, and then finds the
 * imports that use it.
 */
@ApplicationScoped
class ImportReferences {
    private final ClusterRepository clusters;
    private final ProviderRepository providers;
    private final StorageDomainRepository domains;
    private final ProxyHostRepository hosts;

    ImportReferences(
            ClusterRepository clusters,
            ProviderRepository providers,
            StorageDomainRepository domains,
            ProxyHostRepository hosts) {
        this.clusters = clusters;
        this.providers = providers;
        this.domains = domains;
        this.hosts = hosts;
    }

    /**
     * Until the caller's transaction has ended nothing of it can be removed; throws if something has been by now. One of the last steps of
     * the transaction, since others may wait for it; always in the same order, so that none waits for each other.
     */
    void keep(Collection<ImportPlan> plans) {
        keep(clusters, plans, plan -> plan.target().cluster());
        keep(providers, plans, plan -> plan.source().provider());
        keepDomains(plans);
        keep(hosts, plans.stream().filter(plan -> plan.placement().fixed()).toList(), plan -> plan.placement()
                .host());
    }

    private static void keep(
            NamedEntities<?> entities, Collection<ImportPlan> plans, Function<ImportPlan, NamedId> reference) {
        for (NamedId each : inOrder(plans, reference)) {
            if (entities.keep(each.id()).isEmpty()) {
                throw gone("The " + entities.kind().words() + " " + each.name() + " has been removed.");
            }
        }
    }

    private void keepDomains(Collection<ImportPlan> plans) {
        for (NamedId each : inOrder(plans, plan -> plan.target().storageDomain())) {
            if (domains.keep(each.id()).filter(StorageDomain::isAttached).isEmpty()) {
                throw gone("The storage domain " + each.name() + " has been removed or detached.");
            }
        }
    }

    private static List<NamedId> inOrder(Collection<ImportPlan> plans, Function<ImportPlan, NamedId> reference) {
        return plans.stream()
                .map(reference)
                .distinct()
                .sorted(Comparator.comparing(NamedId::id))
                .toList();
    }

    private static FailureException gone(String what) {
        return new FailureException(FailureCode.INVALID_REQUEST, what);
    }
}
