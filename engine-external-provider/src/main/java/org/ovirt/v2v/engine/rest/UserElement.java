package org.ovirt.v2v.engine.rest;

import org.ovirt.engine.sdk4.builders.DomainBuilder;
import org.ovirt.engine.sdk4.builders.UserBuilder;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.security.User;

/** A user as oVirt's element. */
final class UserElement {
    private UserElement() {}

    static Element of(User user) {
        String name = user.name();
        int at = name.lastIndexOf('@');
        String login = at < 0 ? name : name.substring(0, at);
        UserBuilder element = References.user(user.id(), login).userName(name).principal(login);
        if (at >= 0) {
            element.domain(new DomainBuilder().name(name.substring(at + 1)));
        }
        return OvirtType.USER.one(element.build()).withActions(ApiPath.USERS + "/" + user.id(), "changepassword");
    }
}
