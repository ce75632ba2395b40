package org.ovirt.v2v.agent.inventory.vmware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.testbed.Command;

/** What libvirt's own ESX driver lists, to compare with. */
final class LibvirtNames {
    private LibvirtNames() {}

    static List<String> list(SourceUri uri, String password) throws IOException {
        Command.require("virsh", "libvirt-clients");
        Path auth = Files.createTempFile("libvirt-auth", ".conf");
        try {
            Files.writeString(
                    auth,
                    "[credentials-vcenter]\nusername=" + uri.user() + "\npassword=" + password + "\n[auth-esx-"
                            + uri.host() + "]\ncredentials=vcenter\n");
            return Command.run(
                            List.of("virsh", "-c", uri.toString(), "list", "--all", "--name"),
                            Map.of("LIBVIRT_AUTH_FILE", auth.toString()))
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .toList();
        } finally {
            Files.delete(auth);
        }
    }
}
