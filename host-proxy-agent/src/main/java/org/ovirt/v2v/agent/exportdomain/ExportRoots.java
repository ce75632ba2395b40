package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** The folders of this host in and below which export domains are. Whoever names another folder by its path gets no answer about it. */
record ExportRoots(List<Path> folders) {
    ExportRoots {
        folders = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
    }

    /** Refuses a path that is not below one, as it is written: no storage is asked. */
    Path require(Path mount) throws FailureException {
        Path folder = DomainValidator.requireAbsolute(mount);
        if (folders.stream().noneMatch(folder::startsWith)) {
            throw refused("The storage path " + folder + " is not below " + text()
                    + ", where this host has its export domains.");
        }
        return folder;
    }

    /** Refuses one that leads elsewhere by a link. Of one that cannot be followed to its end says whoever opens it what is wrong. */
    Path requireReal(Path mount) throws FailureException {
        Path folder = require(mount);
        Path real;
        try {
            real = VdsmFiles.real(folder);
        } catch (IOException e) {
            return folder;
        }
        for (Path root : folders) {
            if (real.startsWith(real(root))) {
                return folder;
            }
        }
        throw refused("The storage path " + folder + " is a link to " + real + ", which is not below " + text()
                + ", where this host has its export domains.");
    }

    /** A root may be reached by a link itself. */
    private static Path real(Path root) {
        try {
            return VdsmFiles.real(root);
        } catch (IOException e) {
            return root;
        }
    }

    private String text() {
        return String.join(" or ", folders.stream().map(Path::toString).toList());
    }

    private static FailureException refused(String why) {
        return new FailureException(new Failure(
                FailureCode.INVALID_REQUEST,
                why,
                "Mount the export domain there, or name storage.mount_path, where this host has mounted it. If it is mounted elsewhere,"
                        + " add the folder above it to agent.export-roots in the proxy host's agent.properties and restart the agent.",
                null));
    }
}
