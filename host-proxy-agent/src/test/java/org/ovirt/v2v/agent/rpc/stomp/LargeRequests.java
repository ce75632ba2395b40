package org.ovirt.v2v.agent.rpc.stomp;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.ovirt.v2v.testbed.TestingPki.Identity;

/**
 * Many clients that send large requests, in a process of their own that leaves the processors to others: in life they have a machine of
 * their own, and here forty that encrypt would keep both the agent and the engine that is measured from running.
 */
public final class LargeRequests implements AutoCloseable {
    /** Characters in each: not much less than is taken. */
    private static final int LARGE = 250_000;

    private static final String READY = "ready";

    private final Process process;
    private final BufferedReader said;

    private LargeRequests(Process process) throws IOException {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        hear();
    }

    /** Starts the process, in which so many clients will send so many requests each; returns when it has begun to wait for that. */
    public static LargeRequests prepare(Identity client, int port, int clients, int requests) throws IOException {
        return new LargeRequests(new ProcessBuilder(
                        "nice",
                        "-n",
                        "19",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeRequests.class.getName(),
                        client.certificate().toString(),
                        client.key().toString(),
                        client.authority().toString(),
                        Integer.toString(port),
                        Integer.toString(clients),
                        Integer.toString(requests))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Sends them, and returns how many of the clients were cut off or not let in. */
    public int send() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Integer.parseInt(hear());
    }

    private String hear() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the clients with large requests ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Sends once for each line that comes. */
    public static void main(String[] arguments) throws Exception {
        Identity client = new Identity(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        SSLContext trusted = TestingTls.client(client.authority(), Optional.of(client));
        int port = Integer.parseInt(arguments[3]);
        System.out.println(READY);
        while (System.in.read() >= 0) {
            System.out.println(cutOff(trusted, port, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5])));
        }
    }

    /**
     * All at once, each of which sends its requests before it reads an answer; from two addresses. Whatever comes of a request: an answer, a
     * refusal, the end of the connection.
     */
    private static int cutOff(SSLContext trusted, int port, int clients, int requests) {
        String request = "{\"jsonrpc\":\"2.0\",\"method\":\"Host.ping2\",\"id\":\"big\",\"params\":{\"x\":\""
                + "x".repeat(LARGE) + "\"}}";
        AtomicInteger cutOff = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            String from = i % 2 == 0 ? TestingFlood.ATTACKER : TestingFlood.OTHER_ATTACKER;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        if (!askInVain(trusted, port, from, request, requests)) {
                            cutOff.incrementAndGet();
                        }
                    },
                    task -> new Thread(task).start()));
        }
        all.forEach(CompletableFuture::join);
        return cutOff.get();
    }

    private static boolean askInVain(SSLContext trusted, int port, String from, String request, int requests) {
        try (TestingStompClient client = TestingStompClient.connected(trusted, port, from, "attacker")) {
            for (int i = 0; i < requests; i++) {
                client.request(request);
            }
            for (int i = 0; i < requests && client.nextIfAny().isPresent(); i++) {
                // the next one
            }
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }
}
