package org.ovirt.v2v.agent.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What virt-v2v needs of this host for Windows guests, where it looks for it by itself. */
public final class WindowsTools {
    private final Path drivers;
    private final Path programs;

    public WindowsTools() {
        this(Path.of("/usr/share"));
    }

    /** Below another folder than the system's. */
    public WindowsTools(Path share) {
        this.drivers = share.resolve("virtio-win");
        this.programs = share.resolve("virt-tools");
    }

    /** The drivers: an ISO or a folder. */
    public Optional<Path> drivers() {
        return Stream.of(drivers.resolve("virtio-win.iso"), drivers)
                .filter(Files::exists)
                .findFirst();
    }

    /** The folder of programs, if it lacks the one by which a guest runs scripts at its first boot: virt-v2v fails without. */
    public Optional<Path> folderWithoutService() {
        return Stream.of("rhsrvany.exe", "pvvxsvc.exe").map(programs::resolve).anyMatch(Files::exists)
                ? Optional.empty()
                : Optional.of(programs);
    }
}
