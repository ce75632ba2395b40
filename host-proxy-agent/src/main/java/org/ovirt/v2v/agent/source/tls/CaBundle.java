package org.ovirt.v2v.agent.source.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.process.BindMount;
import org.ovirt.v2v.model.conversion.FailureCode;
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
    static Optional<Path> systemFile() {
        return PLACES.stream().filter(Files::isReadable).findFirst();
    }

    /**
     * How a program is made to see those authorities in place of the system's; empty if these are right ({@link TlsTrust#SYSTEM}), or
     * unused.
     *
     * @param own a private folder of the program, for the file
     */
    public static Optional<BindMount> mount(TlsTrust trust, Path own) throws FailureException, IOException {
        Optional<String> authorities = replacementFor(trust);
        if (authorities.isEmpty()) {
            return Optional.empty();
        }
        Path system = systemFile()
                .orElseThrow(() -> new FailureException(
                        FailureCode.TOOL_INCOMPLETE,
                        "This host has no file of trusted authorities, neither where Debian nor where EL keeps it. Install"
                                + " ca-certificates."));
        return Optional.of(new BindMount(Files.writeString(own.resolve("ca.pem"), authorities.get()), system));
    }

    private static Optional<String> replacementFor(TlsTrust trust) {
        return switch (trust.mode()) {
            case PINNED, CA -> Optional.of(trust.certificates()).filter(pem -> !pem.isBlank());
            case NONE -> Optional.empty();
        };
    }
}
