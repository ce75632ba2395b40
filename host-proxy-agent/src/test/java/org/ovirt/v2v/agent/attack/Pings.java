package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ovirt.v2v.agent.rpc.stomp.TestingCaller;
import org.ovirt.v2v.model.rpc.VerbName;

/** An engine that asks all the time whether the agent is there and how it is. */
final class Pings implements AutoCloseable {
    static final String REPLIES = "pings";

    /** The address of engines, which no attack comes from. */
    static final String ENGINE = "127.0.0.1";

    private final Target target;
    private final Promises promises;
    private Optional<TestingCaller> caller = Optional.empty();
    private Latencies pings = new Latencies();
    private Latencies stats = new Latencies();

    Pings(Target target, Promises promises) {
        this.target = target;
        this.promises = promises;
    }

    /** One ping, and one look at the host's state. */
    synchronized void ask() {
        try {
            if (caller.isEmpty()) {
                caller = Optional.of(target.caller(ENGINE, REPLIES));
            }
            pings.add(took(VerbName.PING));
            stats.add(took(VerbName.GET_STATS));
        } catch (IOException | RuntimeException | AssertionError e) {
            promises.broken("an engine that pings gets no answer: " + e.getMessage());
            close();
        }
    }

    private long took(VerbName verb) throws IOException {
        long begin = System.nanoTime();
        caller.orElseThrow().result(verb, Map.of());
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** How long pings took since this was called last. */
    synchronized Latencies takePings() {
        Latencies taken = pings;
        pings = new Latencies();
        return taken;
    }

    /** How long looks at the state took since this was called last. */
    synchronized Latencies takeStats() {
        Latencies taken = stats;
        stats = new Latencies();
        return taken;
    }

    @Override
    public synchronized void close() {
        caller.ifPresent(TestingCaller::close);
        caller = Optional.empty();
    }
}
