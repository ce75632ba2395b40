package org.ovirt.v2v.engine.rest;

import org.ovirt.engine.sdk4.builders.ActionBuilder;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** The outcome of an action as oVirt's element; actions that fail are answered with a {@link Fault}. */
final class Action {
    /** The status of an action that has been done. */
    static final String COMPLETE = "complete";

    private Action() {}

    static Element complete() {
        return OvirtType.ACTION.one(new ActionBuilder().status(COMPLETE).build());
    }
}
