package org.ovirt.v2v.engine.rest;

import org.ovirt.engine.sdk4.builders.DataCenterBuilder;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** A data center as oVirt's element. */
final class DataCenterElement {
    private DataCenterElement() {}

    static Element of(DataCenter dataCenter) {
        DataCenterBuilder element = References.dataCenter(dataCenter)
                .description(dataCenter.description())
                .local(false)
                .status(DataCenterStatus.UP);
        String href = ApiPath.DATA_CENTERS + "/" + dataCenter.id();
        return OvirtType.DATA_CENTER
                .one(element.build())
                .withLink("clusters", href + "/clusters")
                .withLink("networks", href + "/networks")
                .withLink("storagedomains", href + "/storagedomains");
    }
}
