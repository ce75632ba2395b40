package org.ovirt.v2v.engine.rest;

import org.ovirt.engine.sdk4.builders.PermitBuilder;
import org.ovirt.v2v.engine.access.Permit;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** A role as oVirt's element. */
final class RoleElement {
    private RoleElement() {}

    static Element of(Role role) {
        return OvirtType.ROLE.one(References.role(role)
                .description(role.description())
                .administrative(true)
                .mutable(false)
                .permits(role.permits().stream().map(RoleElement::permit).toArray(PermitBuilder[]::new))
                .build());
    }

    private static PermitBuilder permit(Permit permit) {
        return new PermitBuilder().name(permit.label()).administrative(permit != Permit.READ);
    }
}
