package org.ovirt.v2v.engine.rest;

import java.util.List;
import org.ovirt.engine.sdk4.builders.PermissionBuilder;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.security.Permission;

/** A permission as oVirt's element; without a data center it is one for the whole system. */
final class PermissionElement {
    private PermissionElement() {}

    static Element of(Permission permission) {
        PermissionBuilder element = new PermissionBuilder()
                .id(permission.id().toString())
                .href(ApiPath.PERMISSIONS + "/" + permission.id())
                .user(References.user(permission.user().id(), permission.user().name()))
                .role(References.role(permission.role()));
        permission.dataCenterId().ifPresent(id -> element.dataCenter(References.dataCenter(id, null)));
        return OvirtType.PERMISSION.one(element.build());
    }

    static Element list(List<Permission> permissions) {
        return OvirtType.PERMISSION.list(
                permissions.stream().map(PermissionElement::of).toList());
    }
}
