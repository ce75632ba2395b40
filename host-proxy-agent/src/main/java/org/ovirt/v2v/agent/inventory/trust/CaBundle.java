package org.ovirt.v2v.agent.inventory.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.model.source.TlsTrust;

/**
 * The file that libvirt, curl and nbdkit read their trusted authorities from. libvirt's ESX driver knows no other, so a
 * program that shall trust something else sees another file bound over it.
 */
public final class CaBundle {
    /** Debian's, EL's. */
    private static final List<Path> PLACES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"));

    private CaBundle() {}

    /** The system's bundle; empty if this system keeps none where Debian and EL do. */
    public static Optional<Path> systemFile() {
        return PLACES.stream().filter(Files::isReadable).findFirst();
    }

    /** What to bind over the system's bundle, as PEM; empty if the system's own is right ({@link TlsTrust#SYSTEM}) or unused. */
    public static Optional<String> replacementFor(TlsTrust trust) {
        return switch (trust.mode()) {
            case PINNED, CA -> Optional.of(trust.certificates()).filter(pem -> !pem.isBlank());
            case NONE -> Optional.empty();
        };
    }
}
