package org.ovirt.v2v.testbed.demo;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.ovirt.v2v.testbed.OpenFixtures;

/**
 * The part of {@code bin/quickstart} that comes after packages and building. Started by that script, which has claimed and locked
 * the folder; system properties say where it is ({@code v2v.demo.folder}) and whether there is a terminal ({@code
 * v2v.demo.terminal}).
 */
public final class Quickstart {
    private Quickstart() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        Ending ending = Ending.ofThisThread();
        Console console = new Console(System.out, Boolean.getBoolean("v2v.demo.terminal"));
        boolean well = false;
        try {
            demonstrate(Options.parse(arguments), ending, console);
            well = true;
        } catch (DemoException | IllegalStateException | UncheckedIOException e) {
            if (!ending.isRequested()) {
                console.endLine();
                System.err.println("quickstart: " + e.getMessage());
            }
        } finally {
            ending.workIsOver(well);
        }
        return well ? 0 : 1;
    }

    private static void demonstrate(Options options, Ending ending, Console console) {
        Path path = Path.of(System.getProperty("v2v.demo.folder", "")).toAbsolutePath();
        DemoFolder folder = DemoFolder.open(path);
        // Services have the first; conversions the second, since the agent gives them an environment of their own.
        LeftOvers leftOvers =
                new LeftOvers(Set.of("OVIRT_V2V_DEMO_SERVICE=" + path, "LIBGUESTFS_CACHEDIR=" + folder.temporary()));
        leftOvers.stop(); // of a run that was killed
        folder.removeState();
        folder.prepare();
        OpenFixtures.add(() -> clean(folder, leftOvers, ending, console));
        MemoryFolder secrets = MemoryFolder.create();
        folder.remember(secrets);
        new Demo(options, folder, secrets, leftOvers, console).run();
    }

    /** Whatever has happened: no process, no secret and no half-made machine stays. */
    private static void clean(DemoFolder folder, LeftOvers leftOvers, Ending ending, Console console) {
        leftOvers.stop();
        folder.removeState();
        if (!ending.isWell()) {
            console.say("The logs are in " + folder.logs());
        }
    }
}
