package org.ovirt.v2v.agent.source.vmware;

/** A fault that the VIM API answered with; the message is the server's own text. */
final class VimFault extends Exception {
    private final String kind;

    /** The kind is the type of the fault's detail, for example InvalidLogin; empty if the server gave none. */
    VimFault(String kind, String text) {
        super(text);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
