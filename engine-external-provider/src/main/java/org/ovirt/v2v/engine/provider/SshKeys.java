package org.ovirt.v2v.engine.provider;

import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.format.SshPublicKey;

/** Keys of ssh in fields. */
final class SshKeys {
    private SshKeys() {}

    /** The key; refuses the field if it is none. */
    static SshPublicKey parse(String field, String text) {
        try {
            return SshPublicKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(field, "The host key " + e.getMessage() + ".", e);
        }
    }
}
