package org.ovirt.v2v.agent.source.vmware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.testbed.Command;

/** What libvirt's own ESX driver lists, to compare with. */
final class LibvirtNames {
    private LibvirtNames() {}

    static List<String> list(SourceUri uri, String password) throws IOException {
        return virsh(uri, password, List.of("list", "--all", "--name"))
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Lists the machines and describes each, over one connection for each of the two; returns how many there are. */
    static int describeAll(SourceUri uri, String password) throws IOException {
        List<String> names = list(uri, password);
        virsh(uri, password, List.of("dumpxml " + String.join("; dumpxml ", names)));
        return names.size();
    }

    private static String virsh(SourceUri uri, String password, List<String> arguments) throws IOException {
        Command.require("virsh", "libvirt-clients");
        Path auth = Files.createTempFile("libvirt-auth", ".conf");
        try {
            Files.writeString(
                    auth,
                    "[credentials-vcenter]\nusername=" + uri.user() + "\npassword=" + password + "\n[auth-esx-"
                            + uri.host() + "]\ncredentials=vcenter\n");
            List<String> command = new ArrayList<>(List.of("virsh", "-c", uri.toString()));
            command.addAll(arguments);
            return Command.run(command, Map.of("LIBVIRT_AUTH_FILE", auth.toString(), "LIBVIRT_DEBUG", "4"));
        } finally {
            Files.delete(auth);
        }
    }
}
