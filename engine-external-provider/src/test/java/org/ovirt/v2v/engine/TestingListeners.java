package org.ovirt.v2v.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.EventCounter;

/**
 * Clients that listen to all imports, in a process of their own that leaves the processors to others: in life each has a machine of its own,
 * and hundreds here would keep both the engines and whoever measures them from running.
 */
final class TestingListeners implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private TestingListeners(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * So many in all, shared out to these engines.
     *
     * @param authority of the engines' certificates, PEM
     */
    static TestingListeners start(int clients, Path authority, List<EngineProcess> engines) {
        List<String> command = new ArrayList<>(List.of(
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TestingListeners.class.getName(),
                Integer.toString(clients),
                authority.toString()));
        engines.forEach(engine -> command.add(engine.address()));
        try {
            return new TestingListeners(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException("nobody listens", e);
        }
    }

    /** How many events they have been told so far, all of them together; waits until all have begun to listen. */
    long events() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            String line = said.readLine();
            if (line == null) {
                throw new IllegalStateException("those who listen have ended");
            }
            return Long.parseLong(line);
        } catch (IOException e) {
            throw new IllegalStateException("those who listen do not answer", e);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Arguments: how many, the authority's certificate, addresses of engines. Tells how many events there were for each line that comes. */
    public static void main(String[] arguments) throws IOException {
        String authority = Files.readString(Path.of(arguments[1]));
        List<EngineClient> engines = List.of(arguments).subList(2, arguments.length).stream()
                .map(address -> EngineClient.anonymous(address, authority)
                        .signIn(EngineProcess.ADMIN, EngineProcess.ADMIN_PASSWORD))
                .toList();
        LongAdder events = new LongAdder();
        List<EventCounter> listeners = new ArrayList<>();
        for (int number = 0; number < Integer.parseInt(arguments[0]); number++) {
            listeners.add(EventCounter.open(engines.get(number % engines.size()), events::add));
        }
        while (System.in.read() >= 0) {
            System.out.println(events.sum());
        }
        listeners.forEach(EventCounter::close);
    }
}
