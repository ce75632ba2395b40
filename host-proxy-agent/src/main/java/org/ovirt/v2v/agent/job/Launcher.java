package org.ovirt.v2v.agent.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovirt.v2v.agent.process.LimitedRun;
import org.ovirt.v2v.agent.process.ShellScript;
import org.ovirt.v2v.agent.unit.ConversionUnits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a command in a session of its own, and in a unit of its own where there is systemd, where it outlives the agent, with {@code
 * launcher.sh} to tell how it ended.
 */
final class Launcher {
    private static final Logger LOGGER = LoggerFactory.getLogger(Launcher.class);
    private static final String SCRIPT = ShellScript.read(Launcher.class, "launcher.sh");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Path NOTHING = Path.of("/dev/null");

    private final ConversionUnits units;

    Launcher(ConversionUnits units) {
        this.units = units;
    }

    /** Without a unit; returns as soon as the launcher is on its way, which writes its pid into the job's folder. */
    void start(JobPlan plan, JobFolder folder, Map<String, String> environment, List<String> command)
            throws IOException {
        LimitedRun plain = LimitedRun.run(
                LIMIT, builder(plan, environment, arguments(plan, folder, "", command), NOTHING), NOTHING);
        if (!plain.succeeded()) {
            throw new IOException("setsid could not start the launcher: " + plain.text());
        }
    }

    /** False if there is no unit for it: it was not started then, and never will be by systemd. That takes twelve seconds at most. */
    boolean startsInUnit(JobPlan plan, JobFolder folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Optional<List<String>> inUnit = units.wrap(plan.job(), arguments(plan, folder, JobFolder.LAUNCH, command));
        if (inUnit.isEmpty()) {
            return false;
        }
        Path errors = folder.startError();
        LimitedRun run =
                LimitedRun.run(ConversionUnits.LIMIT, builder(plan, environment, inUnit.get(), errors), errors);
        // one that systemd has let go at the last moment runs already; one that it lets go later finds that it may not
        if (run.succeeded() || !folder.takeLaunch()) {
            return true;
        }
        LOGGER.warn(
                "systemd has made no unit for job {} ({}): its conversion runs as part of the agent's own unit and ends with it",
                plan.job(),
                run.text());
        return false;
    }

    /** Takes the name of what the launcher must be the first to make, or nothing if it was told to start. */
    static List<String> arguments(JobPlan plan, JobFolder folder, String first, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of(
                "setsid",
                "--fork",
                "sh",
                "-c",
                SCRIPT,
                "ovirt-v2v-launcher",
                folder.path().toString(),
                Optional.ofNullable(plan.passwordFile()).orElse(""),
                first,
                "--"));
        arguments.addAll(command);
        return List.copyOf(arguments);
    }

    private static ProcessBuilder builder(
            JobPlan plan, Map<String, String> environment, List<String> arguments, Path errors) {
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(new File("/"))
                .redirectInput(NOTHING.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        Map<String, String> variables = builder.environment();
        String path = Optional.ofNullable(variables.get("PATH")).orElse(USUAL_PATH);
        variables.clear();
        variables.put("PATH", path);
        variables.put("HOME", System.getProperty("user.home"));
        variables.put(JobProcesses.MARK, plan.job().toString());
        variables.putAll(environment);
        return builder;
    }
}
