package org.ovirt.v2v.agent.job;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a command in a session of its own, where it outlives the agent, with {@code launcher.sh} to tell how it ended. */
final class Launcher {
    private static final String SCRIPT = readScript();
    private static final int TIME_OUT_SECONDS = 10;
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Launcher() {}

    /** Returns as soon as the launcher is on its way; it writes its pid into the job's folder. */
    static void start(JobPlan plan, JobFolder folder, Map<String, String> environment, List<String> command)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "setsid",
                "--fork",
                "sh",
                "-c",
                SCRIPT,
                "ovirt-v2v-launcher",
                folder.path().toString(),
                Optional.ofNullable(plan.passwordFile()).orElse(""),
                "--"));
        arguments.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> variables = builder.environment();
        String path = Optional.ofNullable(variables.get("PATH")).orElse(USUAL_PATH);
        variables.clear();
        variables.put("PATH", path);
        variables.put("HOME", System.getProperty("user.home"));
        variables.put(JobProcesses.MARK, plan.job().toString());
        variables.putAll(environment);
        await(builder.start());
    }

    private static void await(Process setsid) throws IOException {
        try {
            if (!setsid.waitFor(TIME_OUT_SECONDS, TimeUnit.SECONDS) || setsid.exitValue() != 0) {
                throw new IOException("setsid could not start the launcher");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting the launcher", e);
        } finally {
            setsid.destroyForcibly();
        }
    }

    private static String readScript() {
        try (InputStream stream = Launcher.class.getResourceAsStream("launcher.sh")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the launcher in the program cannot be read", e);
        }
    }
}
