package org.ovirt.v2v.agent.source.xen;

import org.libvirt.ConnectAuth;

/** Answers no question: a libvirtd that asks for a password refuses the connection instead of waiting at a terminal. */
final class NoCredentials extends ConnectAuth {
    NoCredentials() {
        // libvirt-java needs one kind of question at least
        credType = new CredentialType[] {CredentialType.VIR_CRED_AUTHNAME};
    }

    @Override
    public int callback(Credential[] credentials) {
        return -1;
    }
}
