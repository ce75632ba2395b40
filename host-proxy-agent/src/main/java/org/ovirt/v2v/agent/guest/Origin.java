package org.ovirt.v2v.agent.guest;

import org.ovirt.v2v.model.source.SourceUri;

/** Where a machine comes from, by oVirt's numbers (OriginType). */
public enum Origin {
    VMWARE(1),
    XEN(2);

    private final int number;

    Origin(int number) {
        this.number = number;
    }

    public static Origin of(SourceUri source) {
        return source.scheme().equals(SourceUri.XEN_SSH) ? XEN : VMWARE;
    }

    int number() {
        return number;
    }
}
