package org.ovirt.v2v.agent.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The drivers for Windows guests, where virt-v2v looks for them. */
final class VirtioWin {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/share/virtio-win/virtio-win.iso"), Path.of("/usr/share/virtio-win"));

    private VirtioWin() {}

    static Optional<Path> find() {
        return PLACES.stream().filter(Files::exists).findFirst();
    }
}
