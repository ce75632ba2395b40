package org.ovirt.v2v.engine.rest;

import org.ovirt.engine.sdk4.builders.ClusterBuilder;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** A cluster as oVirt's element. */
final class ClusterElement {
    private ClusterElement() {}

    static Element of(Cluster cluster) {
        ClusterBuilder element = References.cluster(cluster)
                .description(cluster.description())
                .dataCenter(References.dataCenter(cluster.dataCenter()))
                .virtService(true)
                .glusterService(false);
        return OvirtType.CLUSTER.one(element.build());
    }
}
