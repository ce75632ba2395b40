package org.ovirt.v2v.engine.imports.request;

import java.util.HashMap;
import java.util.Map;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterRepository;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainRepository;

/** What a request refers to, looked up once however many of its machines do; for one thread. */
final class RequestLookups {
    private final ClusterRepository clusters;
    private final StorageDomainRepository domains;
    private final ProxyHostRepository hosts;
    private final Map<EntityReference, Cluster> knownClusters = new HashMap<>();
    private final Map<EntityReference, StorageDomain> knownDomains = new HashMap<>();
    private final Map<EntityReference, ProxyHost> knownHosts = new HashMap<>();

    RequestLookups(ClusterRepository clusters, StorageDomainRepository domains, ProxyHostRepository hosts) {
        this.clusters = clusters;
        this.domains = domains;
        this.hosts = hosts;
    }

    Cluster cluster(EntityReference reference) {
        return knownClusters.computeIfAbsent(reference, given -> clusters.resolve("cluster", given));
    }

    StorageDomain storageDomain(EntityReference reference) {
        return knownDomains.computeIfAbsent(reference, given -> domains.resolve("storage_domain", given));
    }

    ProxyHost host(EntityReference reference) {
        return knownHosts.computeIfAbsent(reference, given -> hosts.resolve("host", given));
    }
}
