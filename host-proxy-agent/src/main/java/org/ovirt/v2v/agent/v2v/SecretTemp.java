package org.ovirt.v2v.agent.v2v;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.agent.process.ShellScript;

/**
 * Where virt-v2v has its small temporary files, such as what it writes for curl with the source's password in it: in memory, in virt-v2v's
 * own mount namespace, so that they are gone with the last process of the conversion, however that ends. Overlays of disks stay on the
 * disk.
 */
public final class SecretTemp {
    private static final String SCRIPT = ShellScript.read(SecretTemp.class, "secret-temp.sh");

    private SecretTemp() {}

    /** What the memory is mounted on, in the job's folder of temporary files. Its name is short, as those of sockets below it must be. */
    public static Path in(Path jobTemp) {
        return jobTemp.resolve("m");
    }

    /** The argument list that starts virt-v2v so; its environment is that of a {@link V2vEnvironment}. */
    public static List<String> wrap(List<String> virtV2v) {
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", SCRIPT, "secret-temp"));
        arguments.addAll(virtV2v);
        return List.copyOf(arguments);
    }
}
