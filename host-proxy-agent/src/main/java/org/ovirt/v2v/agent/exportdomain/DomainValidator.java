package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;

/**
 * Checks all that virt-v2v and oVirt ask of an export domain. virt-v2v itself looks only after it has converted the guest, and
 * never at the metadata.
 */
final class DomainValidator {
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int LARGEST_METADATA = 64 * 1024;

    private DomainValidator() {}

    static ExportDomainInfo open(Path mount) throws FailureException {
        DomainAccess.requireReachable(mount);
        DomainFolder domain = folder(mount);
        DomainMetadata metadata = metadata(domain);
        requireFolder(domain.images());
        DomainAccess.requireWritable(List.of(mount, domain.images(), machinesOrAbove(domain)));
        return info(domain, metadata);
    }

    /** The one domain in a folder. */
    static DomainFolder folder(Path mount) throws FailureException {
        List<String> ids;
        try {
            List<Path> entries = VdsmFiles.list(mount);
            if (entries.isEmpty()) {
                throw new FailureException(
                        FailureCode.DOMAIN_MISSING,
                        "The folder " + mount + " is empty; no export domain is mounted there.");
            }
            ids = entries.stream()
                    .map(entry -> entry.getFileName().toString())
                    .filter(DomainValidator::isId)
                    .toList();
        } catch (IOException e) {
            throw DomainAccess.unreadable(mount, e);
        }
        if (ids.isEmpty()) {
            throw invalid(mount, "no folder in it is named by a domain's id");
        }
        if (ids.size() > 1) {
            throw invalid(mount, "there is more than one domain in it: " + String.join(", ", ids));
        }
        return new DomainFolder(mount, UUID.fromString(ids.get(0)));
    }

    /** Whether a folder of this name may be a domain. */
    static boolean isId(String name) {
        return ID.matcher(name).matches();
    }

    static ExportDomainInfo info(DomainFolder domain, DomainMetadata metadata) throws FailureException {
        long total = domain.mount().toFile().getTotalSpace();
        if (total == 0) {
            // how Java says that it could not be asked
            throw invalid(domain.mount(), "the size of its file system cannot be seen");
        }
        return new ExportDomainInfo(
                domain.mount().toString(),
                domain.id(),
                metadata.get("DESCRIPTION"),
                pool(metadata).orElse(null),
                metadata.get("REMOTE_PATH"),
                total,
                DomainAccess.free(domain.mount()));
    }

    static Path requireAbsolute(Path path) throws FailureException {
        if (!path.isAbsolute() || !path.equals(path.normalize())) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    "The path \"" + path + "\" of the export domain is not an absolute one.");
        }
        return path;
    }

    private static DomainMetadata metadata(DomainFolder domain) throws FailureException {
        DomainMetadata metadata;
        try {
            metadata = DomainMetadata.parse(VdsmFiles.read(domain.metadata(), LARGEST_METADATA));
        } catch (IOException e) {
            throw DomainAccess.unreadable(domain.metadata(), e);
        } catch (IllegalArgumentException e) {
            throw invalid(domain.mount(), domain.metadata() + " is not valid: " + e.getMessage());
        }
        if (!metadata.get("SDUUID").equalsIgnoreCase(domain.id().toString())) {
            throw invalid(
                    domain.mount(), "its folder is " + domain.id() + ", its metadata says " + metadata.get("SDUUID"));
        }
        if (!metadata.get("CLASS").equals("Backup")) {
            throw invalid(
                    domain.mount(), "its class is " + metadata.get("CLASS") + ", that of an export domain is Backup");
        }
        return metadata;
    }

    private static Optional<UUID> pool(DomainMetadata metadata) {
        String pool = metadata.get("POOL_UUID");
        return isId(pool) ? Optional.of(UUID.fromString(pool)) : Optional.empty();
    }

    /** Where machines are put: VDSM makes that folder when a data center first activates the domain, we make it before. */
    private static Path machinesOrAbove(DomainFolder domain) throws FailureException {
        Path folder = domain.machines();
        while (!folder.equals(domain.root()) && !isThere(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static void requireFolder(Path folder) throws FailureException {
        if (!isThere(folder)) {
            throw new FailureException(FailureCode.DOMAIN_INVALID, "There is no folder " + folder + ".");
        }
    }

    private static boolean isThere(Path folder) throws FailureException {
        try {
            return VdsmFiles.isFolder(folder);
        } catch (IOException e) {
            throw DomainAccess.unreadable(folder, e);
        }
    }

    private static FailureException invalid(Path mount, String why) {
        return new FailureException(
                FailureCode.DOMAIN_INVALID, mount + " is not an export domain that can be used: " + why + ".");
    }
}
