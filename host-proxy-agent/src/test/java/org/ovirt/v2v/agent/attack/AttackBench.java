package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/**
 * What {@code bench/attacks} runs: the agent as it is installed converts twenty machines at a time while one attack follows another, in an
 * order that a seed gives. Exit code 1 if the agent did not keep what is promised of it.
 */
public final class AttackBench {
    private static final int AT_ONCE = 20;
    private static final int FAILED = 2;

    /** Of the log of an agent that ended. */
    private static final int LAST_LINES = 5;

    /** How long one kind of attack is repeated. */
    private static final Duration TURN = Duration.ofSeconds(8);

    private static final Duration PING_PAUSE = Duration.ofMillis(50);
    private static final Duration LOOK_PAUSE = Duration.ofMillis(500);
    private static final Duration FIGURE_PAUSE = Duration.ofMillis(300);
    private static final Duration CONVERSIONS_LIMIT = Duration.ofMinutes(5);

    /** Helper processes go five minutes after they were needed. */
    private static final Duration SETTLING_LIMIT = Duration.ofMinutes(7);

    /** Threads of verbs go when they were idle for half a minute. */
    private static final Duration STILLNESS = Duration.ofSeconds(40);

    private final AgentProcess agent;
    private final long pid;
    private final Promises promises;
    private final Conversions conversions;
    private final Pings pings;
    private final Ledger ledger;
    private final ScheduledExecutorService engine = Executors.newScheduledThreadPool(2);

    private AttackBench(AgentProcess agent, Promises promises, Conversions conversions, Pings pings) {
        this.agent = agent;
        this.pid = agent.pid();
        this.promises = promises;
        this.conversions = conversions;
        this.pings = pings;
        this.ledger = new Ledger(agent, pings, conversions);
    }

    public static void main(String[] arguments) {
        Duration duration = Duration.ofMinutes(Long.parseLong(arguments[0]));
        long seed = Long.parseLong(arguments[1]);
        System.exit(exitCode(duration, seed, Pattern.compile(arguments[2])));
    }

    private static int exitCode(Duration duration, long seed, Pattern wanted) {
        try {
            return measure(duration, seed, wanted) ? 0 : 1;
        } catch (Exception e) {
            System.err.println("Nothing was measured: " + e);
            return FAILED;
        }
    }

    private static boolean measure(Duration duration, long seed, Pattern wanted) throws Exception {
        Promises promises = new Promises();
        try (TestingPki pki = TestingPki.create();
                TestingVirtV2v virtV2v = TestingVirtV2v.create();
                TestingExportDomain domain = TestingExportDomain.create();
                TestingFolder folder = TestingFolder.create("attacks");
                TestingVCenter vcenter = TestingVCenter.start();
                AgentProcess agent = AgentProcess.builder(pki.host())
                        .set(Map.of(
                                "agent.v2v.program",
                                virtV2v.program().toString(),
                                "agent.v2v.emulation",
                                "ALWAYS",
                                "agent.export-roots",
                                domain.root().getParent() + "," + folder.path()))
                        .asInstalled()
                        .start();
                Target target = new Target(pki, agent);
                Conversions conversions = new Conversions(target, promises, vcenter, domain);
                Pings pings = new Pings(target, promises);
                FrameAttacks frames = new FrameAttacks(target, new Random(seed))) {
            virtV2v.withDisk(1 << 20, IntStream.rangeClosed(0, 100).toArray()).showingEach(FIGURE_PAUSE);
            List<Attack> attacks = new ArrayList<>(ConnectionAttacks.on(target));
            attacks.addAll(frames.all());
            attacks.addAll(new RequestAttacks(target, conversions, folder.resolve("new")).all());
            attacks.addAll(new SourceAttacks(target).all());
            attacks.removeIf(attack -> !wanted.matcher(attack.name()).find());

            AttackBench bench = new AttackBench(agent, promises, conversions, pings);
            bench.convert();
            Footprint converted = bench.footprint("before");
            Random order = new Random(seed);
            bench.attack(attacks, Duration.ZERO, order);
            frames.letGo();
            bench.rest();
            Footprint attacked = bench.footprint("after each attack once");
            bench.attack(attacks, duration, order);
            frames.letGo();
            bench.rest();
            bench.settle(converted);
            bench.ledger.close(promises, attacked, bench.footprint("after"));
            bench.engine.shutdown();
            new Remains(agent, domain, virtV2v, promises).look();
            promises.print();
            return promises.hold();
        }
    }

    /** As many machines as later run at a time, without an attack. */
    private void convert() {
        conversions.begin(AT_ONCE);
        rest();
    }

    /** Once Java has tidied up: what is compared is what the agent keeps, and not how long ago that was. */
    private Footprint footprint(String when) throws IOException {
        ledger.print(when, Footprint.of(pid));
        Command.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), "GC.run"));
        Footprint footprint = Footprint.of(pid);
        ledger.print(when + ", garbage collected", footprint);
        return footprint;
    }

    /** Each kind as often as the others: whole rounds, one at least. */
    private void attack(List<Attack> attacks, Duration duration, Random order) {
        conversions.begin(AT_ONCE);
        ScheduledFuture<?> pinging = everySoOften(PING_PAUSE, pings::ask);
        ScheduledFuture<?> looking = everySoOften(LOOK_PAUSE, () -> conversions.look(true));
        long end = System.nanoTime() + duration.toNanos();
        do {
            List<Attack> round = new ArrayList<>(attacks);
            Collections.shuffle(round, order);
            round.stream().takeWhile(attack -> isTheSame()).forEach(this::repeat);
        } while (System.nanoTime() < end && isTheSame());
        looking.cancel(false);
        pinging.cancel(false);
    }

    private ScheduledFuture<?> everySoOften(Duration pause, Runnable action) {
        return engine.scheduleWithFixedDelay(action, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void repeat(Attack attack) {
        long begin = System.nanoTime();
        int times = 0;
        do {
            try {
                attack.body().run();
            } catch (Exception | AssertionError e) {
                promises.broken(attack.name() + ": " + e);
            }
            times++;
        } while (System.nanoTime() - begin < TURN.toNanos() && isTheSame());
        ledger.enter(attack.name(), times);
    }

    private boolean isTheSame() {
        boolean same = agent.isAlive() && agent.pid() == pid;
        if (!same) {
            List<String> log = agent.log().lines().toList();
            promises.broken("the agent ended: " + log.subList(Math.max(0, log.size() - LAST_LINES), log.size()));
        }
        return same;
    }

    /** Until the agent has done with all that was asked of it. */
    private void rest() {
        endConversions();
        pings.close();
        awaitStillness();
    }

    /** Until it has let go what it had for that. */
    private void settle(Footprint before) {
        try {
            Awaitility.await().atMost(SETTLING_LIMIT).pollInterval(LOOK_PAUSE).until(() -> Footprint.of(pid)
                    .hasNoMoreThan(before));
        } catch (ConditionTimeoutException e) {
            promises.broken("threads or open files are left, of which there were before: " + before);
        }
    }

    private void endConversions() {
        try {
            Awaitility.await()
                    .atMost(CONVERSIONS_LIMIT)
                    .pollInterval(LOOK_PAUSE)
                    .until(() -> {
                        conversions.look(false);
                        return conversions.running() == 0;
                    });
        } catch (ConditionTimeoutException e) {
            promises.broken(conversions.running() + " conversions did not end");
        }
    }

    /** Until it has had as many threads for a while. */
    private void awaitStillness() {
        Awaitility.await()
                .atMost(SETTLING_LIMIT)
                .pollInterval(LOOK_PAUSE)
                .until(new Stillness(pid, STILLNESS)::isReached);
    }
}
