package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.DomainLayout;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/**
 * Makes an export domain as VDSM does (fileSD.py), with the folders besides that VDSM adds once it is active. It appears under
 * its name only when it is whole.
 */
final class DomainCreation {
    private static final String FOLDER = "rwxr-xr-x";
    private static final String METADATA_FOLDER = "rwxrwxr-x";
    private static final String METADATA_FILE = "rw-rw----";
    private static final int MAILBOX = 16 * 1024 * 1024;

    private DomainCreation() {}

    /** One at a time: a process makes domains for one mount only. */
    static synchronized ExportDomainInfo create(Path mount, ExportDomainParams params) throws FailureException {
        String name = requireName(params.name());
        String remotePath = requireOneLine(Objects.requireNonNullElse(params.remotePath(), mount.toString()));
        DomainAccess.requireReachable(mount);
        requireEmpty(mount, Optional.empty());
        boolean remote = !remotePath.startsWith("/") && remotePath.contains(":");
        if (remote) {
            DomainAccess.requireMounted(mount, remotePath);
        }
        DomainFolder domain = new DomainFolder(mount, UUID.randomUUID());
        DomainMetadata metadata = DomainMetadata.create(domain.id(), name, remote ? "NFS" : "LOCALFS", remotePath);
        Path draft = mount.resolve(".v2v-new-" + domain.id());
        try {
            try {
                write(draft, metadata);
                // another host may do the same, and of two that have made a draft one at least sees the other's
                requireEmpty(mount, Optional.of(draft));
                VdsmFiles.move(draft, domain.root());
                VdsmFiles.sync(mount);
            } finally {
                VdsmFiles.delete(draft);
            }
        } catch (IOException e) {
            throw new FailureException(DomainAccess.unwritable(mount, e), e);
        }
        return DomainValidator.info(domain, metadata);
    }

    private static void write(Path draft, DomainMetadata metadata) throws IOException {
        Path metadataFolder = draft.resolve(DomainLayout.METADATA).getParent();
        VdsmFiles.makeFolder(draft, FOLDER);
        VdsmFiles.makeFolder(metadataFolder, METADATA_FOLDER);
        for (String folder : List.of(DomainLayout.IMAGES, "master", DomainLayout.VMS, DomainLayout.TASKS)) {
            VdsmFiles.makeFolder(draft.resolve(folder), FOLDER);
        }
        VdsmFiles.write(metadataFolder.resolve("ids"), new byte[0], METADATA_FILE);
        VdsmFiles.write(metadataFolder.resolve("leases"), new byte[0], METADATA_FILE);
        VdsmFiles.writeZeros(metadataFolder.resolve("inbox"), MAILBOX, METADATA_FILE);
        VdsmFiles.writeZeros(metadataFolder.resolve("outbox"), MAILBOX, METADATA_FILE);
        VdsmFiles.write(
                draft.resolve(DomainLayout.METADATA), metadata.text().getBytes(StandardCharsets.UTF_8), METADATA_FILE);
    }

    private static void requireEmpty(Path mount, Optional<Path> own) throws FailureException {
        List<Path> entries;
        try {
            entries = VdsmFiles.list(mount);
        } catch (IOException e) {
            throw DomainAccess.unreadable(mount, e);
        }
        Optional<Path> other = entries.stream()
                .map(Path::getFileName)
                .filter(entry -> !entry.toString().equals("lost+found"))
                .filter(entry ->
                        own.map(Path::getFileName).filter(entry::equals).isEmpty())
                .findFirst();
        if (other.isPresent()) {
            throw new FailureException(
                    FailureCode.DOMAIN_EXISTS, "The folder " + mount + " is not empty: there is " + other.get() + ".");
        }
    }

    private static String requireName(String name) throws FailureException {
        String wanted = Objects.requireNonNullElse(name, "").strip();
        if (wanted.isEmpty()) {
            throw new FailureException(FailureCode.INVALID_REQUEST, "The export domain needs a name.");
        }
        if (wanted.chars().anyMatch(character -> character >= 127)) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    "The name \"" + wanted + "\" of the export domain has characters other than ASCII.");
        }
        return requireOneLine(wanted);
    }

    private static String requireOneLine(String text) throws FailureException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST, "A name or path of the export domain has control characters.");
        }
        return text;
    }
}
