package org.ovirt.v2v.engine.rest;

import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.provider.Provider;

/** How a reply refers to another entity. */
record EntityLink(String id, String href, String name) {
    /** A link to the member of a collection, as in {@code of(ApiPath.JOBS, id, name)}. */
    static EntityLink of(String collection, Object id, String name) {
        return new EntityLink(id.toString(), collection + "/" + id, name);
    }

    static EntityLink of(DataCenter dataCenter) {
        return of(ApiPath.DATA_CENTERS, dataCenter.id(), dataCenter.name());
    }

    static EntityLink of(ProxyHost host) {
        return of(ApiPath.HOSTS, host.id(), host.name());
    }

    static EntityLink of(Provider provider) {
        return of(ApiPath.PROVIDERS, provider.id(), provider.name());
    }
}
