package org.ovirt.v2v.agent.host;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ovirt.v2v.agent.settings.AgentConfig.Emulation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether libguestfs can use KVM: found out once after each boot, in the background. If it could not be found out it is tried again,
 * the next time after a minute and then less and less often. That the agent may not use KVM is looked at again each minute.
 */
public final class KvmProbe implements KvmKnowledge {
    private static final Logger LOG = LoggerFactory.getLogger(KvmProbe.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final KvmFinding UNTRIED = KvmFinding.unknown("it is being found out");

    private final KvmTest test;
    private final BootRecord record;
    private final Executor background;
    private final InstantSource clock;
    private CompletableFuture<KvmFinding> result = CompletableFuture.completedFuture(UNTRIED);
    private volatile Optional<KvmFinding> last = Optional.empty();
    private Duration pause = FIRST_PAUSE;
    private Instant tried = Instant.MIN;
    private Duration rest = Duration.ZERO;

    KvmProbe(KvmTest test, BootRecord record, Executor background, InstantSource clock) {
        this.test = test;
        this.record = record;
        this.background = background;
        this.clock = clock;
        record.read().ifPresent(known -> result = CompletableFuture.completedFuture(known));
    }

    /**
     * Keeps its record in the state folder, and lets the test build the appliance where conversions look for it.
     *
     * @param program the version of the agent
     */
    public static KvmProbe create(Path stateDir, Path applianceCache, String program) {
        return new KvmProbe(
                new ApplianceKvmTest(applianceCache),
                new BootRecord(stateDir.resolve("kvm"), program),
                task -> {
                    Thread thread = new Thread(task, "kvm-test");
                    thread.setDaemon(true);
                    thread.start();
                },
                InstantSource.system());
    }

    /** Has it found out if need be. What was found out last holds while it is tried again. */
    @Override
    public Optional<Boolean> works() {
        return run().getNow(last.orElse(UNTRIED)).works();
    }

    @Override
    public Optional<String> doubt() {
        return last.flatMap(KvmFinding::doubt);
    }

    /**
     * Whether a conversion that starts now has to be emulated. Waits some seconds for the result; emulation, which is slow but
     * always works, is chosen as long as there is none.
     */
    public boolean emulate(Emulation setting) {
        return switch (setting) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> !await().orElse(false);
        };
    }

    private Optional<Boolean> await() {
        try {
            return run().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).works();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized CompletableFuture<KvmFinding> run() {
        boolean open = result.isDone() && !result.getNow(UNTRIED).isLasting();
        if (open && hasRested()) {
            result = CompletableFuture.supplyAsync(this::test, background);
        }
        return result;
    }

    /** Or was tried at a time that is still to come, as after the clock was set back. */
    private boolean hasRested() {
        Instant now = clock.instant();
        return tried.isAfter(now) || !tried.plus(rest).isAfter(now);
    }

    private KvmFinding test() {
        KvmFinding finding;
        try {
            finding = test.run();
        } catch (RuntimeException
                | Error e) { // as where no thread can be had: to find nothing out must not be for good
            finding = KvmFinding.unknown(e.toString());
        }
        if (!last.equals(Optional.of(finding))) {
            log(finding);
        }
        last = Optional.of(finding);
        if (finding.isLasting()) {
            record.write(finding);
        } else {
            postpone(finding);
        }
        return finding;
    }

    private static void log(KvmFinding finding) {
        switch (finding.verdict()) {
            case WORKS -> LOG.info("KVM works");
            case FAILS, BARRED -> LOG.info("KVM does not work; conversions will be emulated: {}", finding.reason());
            case UNKNOWN ->
                LOG.warn(
                        "Whether KVM works cannot be found out now; conversions will be emulated until it can: {}",
                        finding.reason());
        }
    }

    private synchronized void postpone(KvmFinding finding) {
        tried = clock.instant();
        if (finding.verdict() == KvmFinding.Verdict.BARRED) {
            rest = FIRST_PAUSE; // a look at a file costs nothing
            return;
        }
        rest = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
