package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.ovirt.v2v.agent.TestingMemory;
import org.ovirt.v2v.testbed.AgentProcess;

/** What was measured: printed every minute, and for each kind of attack at the end. */
final class Ledger {
    private static final String KIND = "%-42s %6d %6d %6d %6d %6d%n";
    private static final long MOST_P99_MILLIS = 200;
    private static final long MOST_MILLIS = 1_000;

    /** In hundredths of what was resident before. */
    private static final long MOST_RESIDENT_AFTERWARDS = 110;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AgentProcess agent;
    private final Pings pings;
    private final Conversions conversions;
    private final long begin = System.nanoTime();
    private final Map<String, Kind> kinds = new TreeMap<>();
    private final Latencies all = new Latencies();
    private final Latencies stats = new Latencies();
    private Latencies minute = new Latencies();
    private long lastLine = begin;

    /** All that was seen while one kind of attack was made. */
    private static final class Kind {
        private final Latencies pings = new Latencies();
        private int times;
        private long resident;
    }

    Ledger(AgentProcess agent, Pings pings, Conversions conversions) {
        this.agent = agent;
        this.pings = pings;
        this.conversions = conversions;
        System.out.printf(
                "%7s %-41s %6s %6s %6s %6s %6s %6s %6s%n",
                "minutes", "attack", "MiB", "mapped", "peak", "ping", "worst", "files", "done");
    }

    /** An attack is over that was made so many times. */
    void enter(String attack, int times) {
        Latencies taken = pings.takePings();
        Kind kind = kinds.computeIfAbsent(attack, name -> new Kind());
        kind.times += times;
        kind.pings.addAll(taken);
        all.addAll(taken);
        minute.addAll(taken);
        stats.addAll(pings.takeStats());
        try {
            Footprint now = Footprint.of(agent.pid());
            kind.resident = Math.max(kind.resident, now.mebibytes());
            if (System.nanoTime() - lastLine >= MINUTE.toNanos()) {
                print(attack, now);
            }
        } catch (IOException e) {
            System.out.println("The agent cannot be looked at: " + e.getMessage());
        }
    }

    void print(String what, Footprint now) {
        lastLine = System.nanoTime();
        System.out.printf(
                "%7s %-41s %6d %6d %6d %6d %6d %6d %6d%n",
                "%.1f".formatted((lastLine - begin) / 6e10),
                what,
                now.mebibytes(),
                now.mapped() >> 20,
                peak(),
                minute.percentile(99),
                minute.worst(),
                now.files(),
                conversions.ended());
        minute = new Latencies();
    }

    /** Prints the rest, and what of it is not as promised. */
    void close(Promises promises, Footprint before, Footprint after) {
        System.out.printf("%n%-42s %6s %6s %6s %6s %6s%n", "attack", "times", "MiB", "median", "99", "worst");
        kinds.forEach((name, kind) -> System.out.printf(
                KIND,
                name,
                kind.times,
                kind.resident,
                kind.pings.percentile(50),
                kind.pings.percentile(99),
                kind.pings.worst()));
        System.out.printf(KIND, "all", all.count(), peak(), all.percentile(50), all.percentile(99), all.worst());
        System.out.printf(
                KIND,
                "the host's state",
                stats.count(),
                peak(),
                stats.percentile(50),
                stats.percentile(99),
                stats.worst());
        System.out.printf(
                "%nconversions %d, resident before %d and after %d MiB, threads %d and %d, open files %d and %d%n",
                conversions.ended(),
                before.mebibytes(),
                after.mebibytes(),
                before.threads(),
                after.threads(),
                before.files(),
                after.files());
        promises.require(
                all.percentile(99) < MOST_P99_MILLIS,
                "99 in 100 pings took " + all.percentile(99) + " ms, bound " + MOST_P99_MILLIS);
        promises.require(all.worst() < MOST_MILLIS, "a ping took " + all.worst() + " ms, bound " + MOST_MILLIS);
        promises.require(
                agent.peakMemory() <= TestingMemory.MOST,
                "the agent had " + peak() + " MiB, bound " + (TestingMemory.MOST >> 20));
        promises.require(
                after.resident() * 100 <= before.resident() * MOST_RESIDENT_AFTERWARDS,
                "the agent has " + after.mebibytes() + " MiB afterwards, more than a tenth above "
                        + before.mebibytes());
    }

    private long peak() {
        return (agent.peakMemory() + (1 << 20) - 1) >> 20;
    }
}
