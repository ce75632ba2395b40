package org.ovirt.v2v.agent.source.vmware;

/** A managed object reference: type, for example VirtualMachine, and value, for example vm-42. */
record Reference(String type, String value) {
    static Reference of(Element element) {
        return new Reference(element.type(), element.text());
    }
}
