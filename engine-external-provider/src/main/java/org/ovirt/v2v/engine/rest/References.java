package org.ovirt.v2v.engine.rest;

import java.util.UUID;
import org.ovirt.engine.sdk4.builders.ClusterBuilder;
import org.ovirt.engine.sdk4.builders.DataCenterBuilder;
import org.ovirt.engine.sdk4.builders.HostBuilder;
import org.ovirt.engine.sdk4.builders.JobBuilder;
import org.ovirt.engine.sdk4.builders.RoleBuilder;
import org.ovirt.engine.sdk4.builders.StorageDomainBuilder;
import org.ovirt.engine.sdk4.builders.UserBuilder;
import org.ovirt.engine.sdk4.builders.VmBuilder;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.access.Role;

/**
 * How elements refer to others. oVirt's engine writes only id and address; the name beside them spares people a request. Each may
 * lack an id, if only the name of what is gone is known, or a name: null then.
 */
final class References {
    private References() {}

    static DataCenterBuilder dataCenter(NamedEntity entity) {
        return dataCenter(entity.id(), entity.name());
    }

    static DataCenterBuilder dataCenter(UUID id, String name) {
        return new DataCenterBuilder()
                .id(text(id))
                .href(href(ApiPath.DATA_CENTERS, id))
                .name(name);
    }

    static ClusterBuilder cluster(NamedEntity entity) {
        return cluster(entity.id(), entity.name());
    }

    static ClusterBuilder cluster(UUID id, String name) {
        return new ClusterBuilder()
                .id(text(id))
                .href(href(ApiPath.CLUSTERS, id))
                .name(name);
    }

    static HostBuilder host(NamedEntity entity) {
        return host(entity.id(), entity.name());
    }

    static HostBuilder host(UUID id, String name) {
        return new HostBuilder().id(text(id)).href(href(ApiPath.HOSTS, id)).name(name);
    }

    static StorageDomainBuilder storageDomain(NamedEntity entity) {
        return storageDomain(entity.id(), entity.name());
    }

    static StorageDomainBuilder storageDomain(UUID id, String name) {
        return new StorageDomainBuilder()
                .id(text(id))
                .href(href(ApiPath.STORAGE_DOMAINS, id))
                .name(name);
    }

    static VmBuilder vm(UUID id, String name) {
        return new VmBuilder().id(text(id)).href(href(ApiPath.VMS, id)).name(name);
    }

    static UserBuilder user(UUID id, String name) {
        return new UserBuilder().id(text(id)).href(href(ApiPath.USERS, id)).name(name);
    }

    static RoleBuilder role(Role role) {
        return new RoleBuilder()
                .id(role.id().toString())
                .href(href(ApiPath.ROLES, role.id()))
                .name(role.title());
    }

    static JobBuilder job(UUID id) {
        return new JobBuilder().id(text(id)).href(href(ApiPath.JOBS, id));
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    private static String href(String collection, UUID id) {
        return id == null ? null : collection + "/" + id;
    }
}
