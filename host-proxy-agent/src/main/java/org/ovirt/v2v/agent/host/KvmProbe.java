package org.ovirt.v2v.agent.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ovirt.v2v.agent.AgentConfig.Emulation;

/** Whether libguestfs can use KVM: tried once after each boot, in the background. */
public final class KvmProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KvmTest test;
    private final BootRecord record;
    private final Executor background;
    private CompletableFuture<Optional<Boolean>> result = CompletableFuture.completedFuture(Optional.empty());

    KvmProbe(KvmTest test, BootRecord record, Executor background) {
        this.test = test;
        this.record = record;
        this.background = background;
        record.read().ifPresent(known -> result = CompletableFuture.completedFuture(Optional.of(known)));
    }

    /** Keeps its record in the state folder, and lets the test build the appliance where conversions look for it. */
    public static KvmProbe create(Path stateDir, Path applianceCache) {
        return new KvmProbe(new ApplianceKvmTest(applianceCache), new BootRecord(stateDir.resolve("kvm")), task -> {
            Thread thread = new Thread(task, "kvm-test");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Never waits: empty while it is being found out, which this call starts if need be. */
    public Optional<Boolean> works() {
        return run().getNow(Optional.empty());
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
            return run().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized CompletableFuture<Optional<Boolean>> run() {
        boolean unknown = result.isDone()
                && (result.isCompletedExceptionally()
                        || result.getNow(Optional.empty()).isEmpty());
        if (unknown) {
            result = CompletableFuture.supplyAsync(this::test, background);
        }
        return result;
    }

    private Optional<Boolean> test() {
        Optional<Boolean> works = test.run();
        works.ifPresent(record::write);
        return works;
    }
}
