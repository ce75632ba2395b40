package org.ovirt.v2v.model.source;

import java.util.Objects;

/**
 * How the certificate of a vCenter is checked. The host name must match the certificate in every mode but {@link Mode#NONE}.
 *
 * @param mode what is trusted
 * @param certificates PEM: the one trusted server certificate ({@link Mode#PINNED}), or the trusted authorities ({@link
 *     Mode#CA}; empty means those of the proxy host's system); empty for {@link Mode#NONE}
 */
public record TlsTrust(Mode mode, String certificates) {
    /** The authorities that the proxy host's system trusts. */
    public static final TlsTrust SYSTEM = new TlsTrust(Mode.CA, "");

    /** Any certificate: the connection is encrypted, the peer is not known. */
    public static final TlsTrust NONE = new TlsTrust(Mode.NONE, "");

    public enum Mode {
        PINNED,
        CA,
        NONE
    }

    public TlsTrust {
        Objects.requireNonNull(mode, "mode is null");
        certificates = Objects.requireNonNullElse(certificates, "");
        if (mode == Mode.PINNED && certificates.isBlank()) {
            throw new IllegalArgumentException("a pinned trust needs the certificate");
        }
    }
}
