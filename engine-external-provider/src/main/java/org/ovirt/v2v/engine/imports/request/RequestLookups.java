package org.ovirt.v2v.engine.imports.request;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.NamedEntities;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.PermissionMissingException;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterRepository;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainRepository;

/** What a request refers to, looked up once however many of its machines do; for one thread. */
final class RequestLookups {
    private final ClusterRepository clusters;
    private final StorageDomainRepository domains;
    private final ProxyHostRepository hosts;
    private final Access access;
    private final Map<EntityReference, Cluster> knownClusters = new HashMap<>();
    private final Map<EntityReference, StorageDomain> knownDomains = new HashMap<>();
    private final Map<EntityReference, ProxyHost> knownHosts = new HashMap<>();

    RequestLookups(
            ClusterRepository clusters, StorageDomainRepository domains, ProxyHostRepository hosts, Access access) {
        this.access = access;
        this.clusters = clusters;
        this.domains = domains;
        this.hosts = hosts;
    }

    Cluster cluster(EntityReference reference) {
        return knownClusters.computeIfAbsent(
                reference, given -> visible("cluster", given, clusters, Cluster::dataCenter));
    }

    /** As {@link #cluster}; one that may only be looked at is refused. */
    Cluster clusterToImportInto(EntityReference reference) {
        Cluster found = cluster(reference);
        requireImport(found.dataCenter());
        return found;
    }

    StorageDomain storageDomain(EntityReference reference) {
        return knownDomains.computeIfAbsent(
                reference, given -> visible("storage_domain", given, domains, StorageDomain::dataCenter));
    }

    ProxyHost host(EntityReference reference) {
        return knownHosts.computeIfAbsent(reference, given -> visible("host", given, hosts, ProxyHost::dataCenter));
    }

    /** Refuses a data center whose things may be seen, but not be imported from or into. */
    void requireImport(DataCenter dataCenter) {
        if (!access.may(Permit.IMPORT, dataCenter.id())) {
            throw new PermissionMissingException(access, Permit.IMPORT);
        }
    }

    /** What is not to be seen is as if it were not there. */
    private <T extends NamedEntity> T visible(
            String field, EntityReference given, NamedEntities<T> entities, Function<T, DataCenter> dataCenter) {
        return entities.resolve(
                field,
                given,
                found -> access.may(Permit.READ, dataCenter.apply(found).id()));
    }
}
