package org.ovirt.v2v.agent.preflight;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.WindowsTools;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.ExternalVm;

/** Is the virtio-win ISO that the request names here, and what else a Windows guest needs? */
final class DriversCheck {
    private final ExportDomains domains;
    private final WindowsTools tools;

    DriversCheck(ExportDomains domains, WindowsTools tools) {
        this.domains = domains;
        this.tools = tools;
    }

    /** The file, or nothing if none is named. */
    Optional<Path> run(String path) throws FailureException {
        if (path == null || path.isBlank()) {
            return Optional.empty();
        }
        Optional<Path> file = path(path).filter(Path::isAbsolute).map(Path::normalize);
        if (file.isEmpty() || !domains.isReadableFile(file.get())) {
            throw new FailureException(new Failure(
                    FailureCode.DRIVERS_MISSING,
                    "The drivers ISO " + path + " is not on this host, is no plain file, or cannot be read.",
                    "Put the virtio-win ISO there, or import without naming one.",
                    null));
        }
        return file;
    }

    /**
     * Refuses a Windows guest on a host without what it needs: without drivers virt-v2v succeeds, and the guest is slow or does not
     * boot; without the other program it fails when another host cannot try any more.
     *
     * @param named the ISO that the request names
     */
    void requireFor(ExternalVm machine, Optional<Path> named) throws FailureException {
        if (!machine.isWindows()) {
            return;
        }
        if (named.or(tools::drivers).isEmpty()) {
            throw lacking(
                    machine,
                    "no drivers for it (virtio-win)",
                    "Install virtio-win on the proxy host, or name an ISO that is there in the import.");
        }
        Optional<Path> folder = tools.folderWithoutService();
        if (folder.isPresent()) {
            throw lacking(
                    machine,
                    "neither rhsrvany.exe nor pvvxsvc.exe in " + folder.get() + ", which virt-v2v needs for it",
                    "Put rhsrvany.exe (from the package mingw32-srvany) into " + folder.get() + " on the proxy host.");
        }
    }

    private static FailureException lacking(ExternalVm machine, String what, String remedy) {
        return new FailureException(new Failure(
                FailureCode.DRIVERS_MISSING,
                "The source calls the operating system of the machine " + machine.vmName() + " " + machine.guestOs()
                        + ", and this host has " + what + ".",
                remedy,
                null));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
