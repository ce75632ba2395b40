package org.ovirt.v2v.engine.provider;

import org.ovirt.v2v.format.SshPublicKey;

/**
 * A key that a Xen host shows, so that a person can compare and then confirm it.
 *
 * @param hostKey as in OpenSSH's {@code .pub} files
 * @param kind as {@code ssh-keygen -lf} prints it: ED25519, ECDSA or RSA
 * @param fingerprint as {@code ssh-keygen -lf} prints it: SHA256:…
 */
public record SourceHostKey(String hostKey, String kind, String fingerprint) {
    /** Describes what a proxy host has seen. */
    static SourceHostKey of(String text) {
        SshPublicKey key = SshKeys.parse("host_key", text);
        return new SourceHostKey(key.toString(), key.kind(), key.fingerprint());
    }
}
