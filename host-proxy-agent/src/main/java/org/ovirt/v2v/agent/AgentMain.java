package org.ovirt.v2v.agent;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: reads its configuration, listens, and ends on SIGTERM while conversions go on. */
@Command(
        name = "ovirt-v2v-agent",
        description = "Lists foreign machines and converts them with virt-v2v, on behalf of an engine.",
        mixinStandardHelpOptions = true,
        versionProvider = AgentVersion.class)
public final class AgentMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);
    private static final int FAILED = 1;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with the settings (default: ${DEFAULT-VALUE}).",
            defaultValue = ConfigLoader.DEFAULT_FILE)
    private Path config;

    @Option(names = "--check", description = "Check configuration, certificates and tools, say what is wrong, and end.")
    private boolean check;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AgentMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            AgentConfig settings = ConfigLoader.load(config);
            return check ? new SelfCheck(settings, System.out).run() : serve(settings);
        } catch (StartupException e) {
            LOG.debug("Cannot start", e);
            if (check) {
                SelfCheck.tell(System.out, e.getMessage());
            } else {
                System.err.println("ovirt-v2v-agent: " + e.getMessage());
            }
            return FAILED;
        }
    }

    private static int serve(AgentConfig settings) throws StartupException, InterruptedException {
        Agent agent = Agent.start(settings);
        JavaWatch watch = new JavaWatch(
                Path.of(System.getProperty("java.home")),
                InstantSource.system(),
                () -> isService() ? agent.endingWithIt() : Optional.of("no service manager has started it"),
                () -> System.exit(0));
        watch.start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            watch.close();
                            agent.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        stopped.await();
        return 0;
    }

    /** Whether systemd has started this very process, and starts it again when it ends: systemd.exec(5). */
    private static boolean isService() {
        return Long.toString(ProcessHandle.current().pid()).equals(System.getenv("SYSTEMD_EXEC_PID"));
    }
}
