package org.ovirt.v2v.engine.rest;

import java.util.UUID;
import org.ovirt.engine.sdk4.builders.NetworkBuilder;
import org.ovirt.engine.sdk4.builders.VnicPassThroughBuilder;
import org.ovirt.engine.sdk4.builders.VnicProfileBuilder;
import org.ovirt.engine.sdk4.types.NetworkStatus;
import org.ovirt.engine.sdk4.types.NetworkUsage;
import org.ovirt.engine.sdk4.types.VnicPassThroughMode;
import org.ovirt.v2v.engine.datacenter.Network;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** A network, and its profile, as oVirt's elements. */
final class NetworkElement {
    private NetworkElement() {}

    static Element of(Network network) {
        NetworkBuilder element = reference(network)
                .description(network.description())
                .dataCenter(References.dataCenter(network.dataCenter()))
                .status(NetworkStatus.OPERATIONAL)
                .usages(NetworkUsage.VM);
        return OvirtType.NETWORK
                .one(element.build())
                .withLink("vnicprofiles", ApiPath.NETWORKS + "/" + network.id() + "/vnicprofiles");
    }

    static Element profile(Network network) {
        UUID id = network.profileId();
        VnicProfileBuilder element = new VnicProfileBuilder()
                .id(id.toString())
                .href(ApiPath.VNIC_PROFILES + "/" + id)
                .name(network.name())
                .network(reference(network))
                .passThrough(new VnicPassThroughBuilder().mode(VnicPassThroughMode.DISABLED));
        return OvirtType.VNIC_PROFILE.one(element.build());
    }

    private static NetworkBuilder reference(Network network) {
        return new NetworkBuilder()
                .id(network.id().toString())
                .href(ApiPath.NETWORKS + "/" + network.id())
                .name(network.name());
    }
}
