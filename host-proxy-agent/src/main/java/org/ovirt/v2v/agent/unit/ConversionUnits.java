package org.ovirt.v2v.agent.unit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.agent.process.LimitedRun;
import org.ovirt.v2v.agent.settings.AgentConfig.Units;

/**
 * Asks systemd for a unit for each conversion: a scope, so that the processes stay the agent's own children with all that they inherit,
 * and are told apart from it. systemd may not answer; whoever asks waits no longer than {@link #LIMIT}, and a little for a trial.
 */
public final class ConversionUnits {
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** Says that systemd was booted: sd_booted(3). */
    private static final Path BOOTED = Path.of("/run/systemd/system");

    /**
     * When the host goes down, conversions go before the network and what is mounted over it, at once: a virt-v2v that was given time to
     * end would leave an exit code as if the conversion had failed, and nobody would begin it again.
     */
    private static final List<String> OF_SHUTDOWN =
            List.of("KillSignal=SIGKILL", "After=network-online.target remote-fs.target");

    /**
     * systemd ends all of a scope, with the launcher that would tell how virt-v2v ended, when the kernel has ended one process of it for
     * want of memory. Versions before 253 do not, and refuse to be told.
     */
    private static final String OUT_OF_MEMORY = "OOMPolicy";

    /** Short: whoever starts a conversion waits for it in addition, and one that hangs is asked again for the next one. */
    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(2);

    private static final Pattern VERSION = Pattern.compile("^systemd (\\d+)");

    /** From this on, systemd-run may replace variables in what it starts unless it is told not to. */
    private static final int EXPANDING = 254;

    private final UnitSettings settings;
    private final Path booted;
    private final Tool tool;

    /** Asked for once: it does not change while the host runs, but for an update. */
    private Optional<Integer> version = Optional.empty();

    /** Whether scopes take {@link #OUT_OF_MEMORY}; empty until systemd has answered that. */
    private Optional<Boolean> outOfMemory = Optional.empty();

    /**
     * Whether conversions get units.
     *
     * @param hindered nobody has switched it off, systemd runs, and yet there are none
     * @param text for people
     */
    public record Finding(boolean used, boolean hindered, String text) {}

    /** Runs a program. */
    @FunctionalInterface
    interface Tool {
        LimitedRun run(Duration limit, List<String> command);
    }

    public ConversionUnits(UnitSettings settings) {
        this(settings, BOOTED, LimitedRun::of);
    }

    /**
     * Of a systemd elsewhere.
     *
     * @param booted is there if it runs
     */
    ConversionUnits(UnitSettings settings, Path booted, Tool tool) {
        this.settings = settings;
        this.booted = booted;
        this.tool = tool;
    }

    /** The command that starts this command in the job's unit; empty where conversions get none. It outlives a systemd that hangs. */
    public Optional<List<String>> wrap(UUID job, List<String> command) {
        if (settings.units() == Units.NEVER || !Files.isDirectory(booted)) {
            return Optional.empty();
        }
        return Optional.of(scope(new ConversionScope(job), command));
    }

    /** Tries it with a program that does nothing. */
    public Finding find() {
        if (settings.units() == Units.NEVER) {
            return new Finding(false, false, "none, since agent.v2v.units is NEVER");
        }
        if (!Files.isDirectory(booted)) {
            return new Finding(false, false, "none, since systemd does not run on this host");
        }
        LimitedRun trial = tool.run(LIMIT, scope(new ConversionScope(UUID.randomUUID()), List.of("true")));
        return trial.succeeded()
                ? new Finding(true, false, "each conversion has a unit of systemd in " + ConversionScope.SLICE)
                : new Finding(
                        false,
                        true,
                        "systemd makes no unit for a conversion (" + trial.text()
                                + "): conversions run as part of the agent's own unit, without agent.v2v.cpu-weight and the like,"
                                + " and end when that is stopped or restarted; see that systemd-run --scope true works on this host");
    }

    /** Has the settings hold for all conversions; empty, or why they do not. */
    public Optional<String> weigh() {
        if (settings.ofAll().isEmpty()) {
            return Optional.empty();
        }
        List<String> command =
                new ArrayList<>(List.of("systemctl", "set-property", "--runtime", ConversionScope.SLICE));
        command.addAll(settings.ofAll());
        LimitedRun run = tool.run(LIMIT, command);
        return run.succeeded() ? Optional.empty() : Optional.of(run.text());
    }

    private List<String> scope(ConversionScope scope, List<String> command) {
        return scope(scope, takesOutOfMemory(), command);
    }

    private List<String> scope(ConversionScope scope, boolean goesOn, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of(
                "systemd-run",
                "--scope",
                "--quiet",
                "--collect",
                "--slice=" + ConversionScope.SLICE,
                "--unit=" + scope.name(),
                "--description=oVirt V2V conversion " + scope.job()));
        OF_SHUTDOWN.forEach(property -> arguments.add("--property=" + property));
        settings.ofEach().forEach(property -> arguments.add("--property=" + property));
        if (goesOn) {
            arguments.add("--property=" + OUT_OF_MEMORY + "=continue");
        }
        if (version() >= EXPANDING) {
            arguments.add("--expand-environment=no");
        }
        arguments.add("--");
        arguments.addAll(command);
        return List.copyOf(arguments);
    }

    /** Tries it; whoever refuses it names it. */
    private synchronized boolean takesOutOfMemory() {
        if (outOfMemory.isEmpty()) {
            LimitedRun trial =
                    tool.run(TRIAL_LIMIT, scope(new ConversionScope(UUID.randomUUID()), true, List.of("true")));
            if (trial.succeeded() || trial.text().contains(OUT_OF_MEMORY)) {
                outOfMemory = Optional.of(trial.succeeded());
            }
        }
        return outOfMemory.orElse(false);
    }

    /** 0 if it is not told. */
    private synchronized int version() {
        if (version.isEmpty()) {
            Matcher told = VERSION.matcher(
                    tool.run(LIMIT, List.of("systemd-run", "--version")).text());
            version = told.find() ? Optional.of(Integer.valueOf(told.group(1))) : Optional.empty();
        }
        return version.orElse(0);
    }
}
