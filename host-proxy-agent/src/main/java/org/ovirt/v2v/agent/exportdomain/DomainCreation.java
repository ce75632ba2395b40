package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
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

    /** What file systems, storage servers and VDSM put into a folder of which everybody says that it is empty. */
    private static final Set<String> NOTHING = Set.of("lost+found", ".snapshot", "__DIRECT_IO_TEST__");

    private static final String DRAFT = ".v2v-new-";

    /** What was written for so long is written no more. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private DomainCreation() {}

    /** One at a time: a process makes domains for one mount only. */
    static synchronized ExportDomainInfo create(Path mount, ExportDomainParams params) throws FailureException {
        String name = requireName(params.name());
        String remotePath = requireOneLine(Objects.requireNonNullElse(params.remotePath(), mount.toString()));
        DomainAccess.requireReachable(mount);
        requireEmpty(mount, DomainCreation::isDraft);
        boolean remote = !remotePath.startsWith("/") && remotePath.contains(":");
        if (remote) {
            DomainAccess.requireMounted(mount, remotePath);
        }
        DomainFolder domain = new DomainFolder(mount, UUID.randomUUID());
        DomainMetadata metadata = DomainMetadata.create(domain.id(), name, remote ? "NFS" : "LOCALFS", remotePath);
        Path draft = mount.resolve(DRAFT + domain.id());
        try {
            try {
                VdsmFiles.makeFolder(draft, FOLDER);
                removeForgotten(mount, draft);
                requireEmpty(mount, draft::equals);
                write(draft, metadata);
                // another host may do the same, and of two that have made a draft one at least sees the other's
                requireEmpty(mount, draft::equals);
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

    /** Removes the drafts of those who were cut short. How old they are is told by the storage's clock, which made the own one, too. */
    private static void removeForgotten(Path mount, Path own) throws IOException {
        Instant now = VdsmFiles.usage(own)
                .map(FolderUsage::modified)
                .orElseThrow(() -> new NoSuchFileException(own.toString()));
        for (Path entry : VdsmFiles.list(mount)) {
            boolean forgotten = isDraft(entry)
                    && VdsmFiles.usage(entry)
                            .filter(usage -> usage.modified().plus(LONGEST).isBefore(now))
                            .isPresent();
            if (forgotten) {
                VdsmFiles.delete(entry);
            }
        }
    }

    private static void requireEmpty(Path mount, Predicate<Path> expected) throws FailureException {
        try {
            for (Path entry : VdsmFiles.list(mount)) {
                if (!isNothing(entry) && !expected.test(entry)) {
                    throw new FailureException(
                            FailureCode.DOMAIN_EXISTS,
                            "The folder " + mount + " is not empty: there is " + entry.getFileName() + ".");
                }
            }
        } catch (IOException e) {
            throw DomainAccess.unreadable(mount, e);
        }
    }

    private static boolean isDraft(Path entry) {
        return entry.getFileName().toString().startsWith(DRAFT);
    }

    /** Also where imports into a domain that was removed since have left nothing. */
    private static boolean isNothing(Path entry) throws IOException {
        String name = entry.getFileName().toString();
        return NOTHING.contains(name)
                || (name.equals(DomainLayout.STAGING)
                        && VdsmFiles.isFolder(entry)
                        && VdsmFiles.list(entry).isEmpty());
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
