package org.ovirt.v2v.agent.guest;

/** Where a machine comes from, by oVirt's numbers (OriginType). */
public enum Origin {
    VMWARE(1),
    XEN(2);

    private final int number;

    Origin(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
